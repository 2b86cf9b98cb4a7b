/* Answers one call for a file of one folder by an error; loaded before the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX], wanted[32];
static long turn, seen;
static int answer, is_lasting, log_to = -1;

/* From now on the turn-th call of that name is answered by an error, and all after it; with
   names_to, no call is, and the name of each is written there. */
void refuse(const char *where, const char *call, long which, int error, int lasting, int names_to)
{
    snprintf(folder, sizeof folder, "%s/", where);
    snprintf(wanted, sizeof wanted, "%s", call);
    turn = which, seen = 0, answer = error, is_lasting = lasting, log_to = names_to;
}

static int is_due(const char *call, const char *path)
{
    if (!*folder || path == NULL || strncmp(path, folder, strlen(folder)) != 0)
        return 0;
    if (log_to >= 0)
        dprintf(log_to, "%s\n", call);
    if (strcmp(call, wanted) != 0 || ++seen < turn || (seen > turn && !is_lasting))
        return 0;
    errno = answer;
    return 1;
}

static int is_due_at(const char *call, int file)
{
    char name[64], path[PATH_MAX];
    if (!*folder || file <= 2)
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return is_due(call, path);
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (real == NULL) \
        real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define OF_FILE(result, called, name, declared, given, ...) \
    result called declared \
    { \
        REAL(result, #called, __VA_ARGS__); \
        return is_due_at(name, file) ? -1 : real given; \
    }

#define OF_PATH(called, name, declared, given, ...) \
    int called declared \
    { \
        REAL(int, #called, __VA_ARGS__); \
        return is_due(name, path) ? -1 : real given; \
    }

#define OPENS(called) \
    int called(const char *path, int flags, ...) \
    { \
        REAL(int, #called, const char *, int, ...); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        return is_due("open", path) ? -1 : real(path, flags, mode); \
    }

#define CONTROLS(called) \
    int called(int file, int command, ...) \
    { \
        REAL(int, #called, int, int, ...); \
        va_list more; \
        va_start(more, command); \
        void *given = va_arg(more, void *); \
        va_end(more); \
        return is_due_at("fcntl", file) ? -1 : real(file, command, given); \
    }

OPENS(open)
OPENS(open64)
CONTROLS(fcntl)
CONTROLS(fcntl64)
OF_FILE(ssize_t, read, "read", (int file, void *to, size_t size), (file, to, size), int, void *,
        size_t)
OF_FILE(ssize_t, pread, "read", (int file, void *to, size_t size, off_t at),
        (file, to, size, at), int, void *, size_t, off_t)
OF_FILE(ssize_t, pread64, "read", (int file, void *to, size_t size, off64_t at),
        (file, to, size, at), int, void *, size_t, off64_t)
OF_FILE(ssize_t, write, "write", (int file, const void *from, size_t size), (file, from, size),
        int, const void *, size_t)
OF_FILE(ssize_t, pwrite, "write", (int file, const void *from, size_t size, off_t at),
        (file, from, size, at), int, const void *, size_t, off_t)
OF_FILE(ssize_t, pwrite64, "write", (int file, const void *from, size_t size, off64_t at),
        (file, from, size, at), int, const void *, size_t, off64_t)
OF_FILE(int, ftruncate, "truncate", (int file, off_t size), (file, size), int, off_t)
OF_FILE(int, ftruncate64, "truncate", (int file, off64_t size), (file, size), int, off64_t)
OF_FILE(int, fsync, "sync", (int file), (file), int)
OF_FILE(int, fdatasync, "sync", (int file), (file), int)
OF_FILE(int, fchmod, "chmod", (int file, mode_t mode), (file, mode), int, mode_t)
OF_FILE(int, fstat, "stat", (int file, struct stat *to), (file, to), int, struct stat *)
OF_FILE(int, fstat64, "stat", (int file, struct stat64 *to), (file, to), int, struct stat64 *)
OF_PATH(stat, "stat", (const char *path, struct stat *to), (path, to), const char *, struct stat *)
OF_PATH(stat64, "stat", (const char *path, struct stat64 *to), (path, to), const char *,
        struct stat64 *)
OF_PATH(chmod, "chmod", (const char *path, mode_t mode), (path, mode), const char *, mode_t)
OF_PATH(mkdir, "mkdir", (const char *path, mode_t mode), (path, mode), const char *, mode_t)
OF_PATH(unlink, "unlink", (const char *path), (path), const char *)
OF_PATH(rename, "rename", (const char *path, const char *to), (path, to), const char *,
        const char *)
OF_PATH(link, "link", (const char *path, const char *to), (path, to), const char *, const char *)
