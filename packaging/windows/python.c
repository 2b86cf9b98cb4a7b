/*
 * python.exe: hands its words to the Windows CPython that lies beside it or, in a virtual
 * environment, in the folder that pyvenv.cfg calls home. With LAUNCHER it is py.exe, which first
 * takes "-3" or the one version there is, and knows of no other.
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static HMODULE python_of_home(void)
{
    static wchar_t path[MAX_PATH], line[MAX_PATH], home[MAX_PATH];
    HMODULE python = NULL;
    FILE *told;
    int folders;

    GetModuleFileNameW(NULL, path, MAX_PATH);
    for (folders = 0; folders < 2 && wcsrchr(path, L'\\'); folders++)
        *wcsrchr(path, L'\\') = 0;
    wcsncat(path, L"\\pyvenv.cfg", MAX_PATH - wcslen(path) - 1);
    told = _wfopen(path, L"rt, ccs=UTF-8");
    while (told != NULL && python == NULL && fgetws(line, MAX_PATH, told) != NULL) {
        if (swscanf(line, L"home = %l[^\r\n]", home) != 1)
            continue;
        SetDllDirectoryW(home);
        python = LoadLibraryW(PYTHON_DLL);
    }
    if (told != NULL)
        fclose(told);
    return python;
}

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    int (*run)(int, wchar_t **);

#ifdef LAUNCHER
    if (argc > 1 && wcsncmp(argv[1], L"-3", 2) == 0) {
        if (wcscmp(argv[1], L"-3") != 0 && wcscmp(argv[1], LAUNCHER) != 0)
            return 103;
        argv[1] = argv[0];
        argc--;
        argv++;
    }
#endif
    if (python == NULL)
        python = python_of_home();
    if (python == NULL)
        return 125;
    run = (int (*)(int, wchar_t **))(void *)GetProcAddress(python, "Py_Main");
    return run == NULL ? 125 : run(argc, argv);
}
