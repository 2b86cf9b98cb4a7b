/* python.exe: hands its words to the Windows CPython that lies beside it. */
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON_DLL);
    int (*run)(int, wchar_t **);

    if (python == NULL)
        return 125;
    run = (int (*)(int, wchar_t **))(void *)GetProcAddress(python, "Py_Main");
    return run == NULL ? 125 : run(argc, argv);
}
