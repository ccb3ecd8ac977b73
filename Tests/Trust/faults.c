// Stands between a program and the system (LD_PRELOAD): counts its calls on files under some folders, writes each down,
// and lets one of them fail or be the program's last.
//
//   FAULT_UNDER   folders, with colons between, as absolute paths: calls on anything else pass unseen
//   FAULT_LOG     a file that gets a line a call: its name and the path
//   FAULT_AT      the number of the call that goes wrong, from 1
//   FAULT_KIND    a number of errno; `short` for a read or write of half the bytes; `kill` for SIGKILL before the call

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES = 4096, FOLDERS = 16 };

static atomic_long calls;
static atomic_char seen[FILES];
static char *under[FOLDERS];
static int folders, log_file = -1, error;
static long at;
static int is_short, is_kill;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("FAULT_UNDER");
    if (text) {
        char *rest = strdup(text);
        for (char *part; folders < FOLDERS && (part = strsep(&rest, ":"));) under[folders++] = part;
    }
    if ((text = getenv("FAULT_AT"))) at = atol(text);
    if ((text = getenv("FAULT_KIND"))) {
        is_short = !strcmp(text, "short");
        is_kill = !strcmp(text, "kill");
        error = atoi(text);
    }
    if ((text = getenv("FAULT_LOG"))) {
        REAL(int, "open", const char *, int, ...);
        log_file = real(text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    }
}

static int is_under(const char *path) {
    for (int place = 0; place < folders; place++) {
        size_t length = strlen(under[place]);
        if (!strncmp(path, under[place], length) && (path[length] == '/' || !path[length])) return 1;
    }
    return 0;
}

// Whether a path, from an open folder on or from the working directory, is one to look at.
static int concerns(int folder, const char *path) {
    if (path[0] == '/') return is_under(path);
    if (folder != AT_FDCWD) return folder >= 0 && folder < FILES && seen[folder];
    char whole[PATH_MAX];
    return getcwd(whole, sizeof whole) && is_under(whole);
}

static int is_seen(int file) { return file >= 0 && file < FILES && seen[file]; }

// Writes a call down: of a path from an open folder on, or with no path of the open file itself.
static void note(const char *name, int file, const char *path) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char link[64], whole[PATH_MAX] = "", line[3 * PATH_MAX];
    if (path[0] != '/') {
        if (file == AT_FDCWD) {
            if (!getcwd(whole, sizeof whole)) abort();
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", file);
            if (readlink(link, whole, sizeof whole - 1) < 0) abort();
        }
    }
    int length = snprintf(line, sizeof line, "%s %s%s%s\n", name, whole, *whole && *path ? "/" : "", path);
    if (real(log_file, line, length) < 0) abort();
}

// Counts a call; says whether it is the one to go wrong.
static int is_due(const char *name, int file, const char *path) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (log_file >= 0) note(name, file, path);
    if (number != at) return 0;
    if (is_kill) kill(getpid(), SIGKILL);
    return 1;
}

#define FAIL(value) do { errno = error; return value; } while (0)

int openat(int folder, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    REAL(int, "openat", int, const char *, int, ...);
    if (!concerns(folder, path)) return real(folder, path, flags, mode);
    if (is_due(flags & O_CREAT ? "create" : "open", folder, path) && error) FAIL(-1);
    int file = real(folder, path, flags, mode);
    if (file >= 0 && file < FILES) seen[file] = 1;
    return file;
}

int close(int file) {
    REAL(int, "close", int);
    if (!is_seen(file)) return real(file);
    seen[file] = 0;
    int is_failing = is_due("close", file, "") && error;
    int result = real(file);
    if (is_failing) FAIL(-1);
    return result;
}

ssize_t read(int file, void *bytes, size_t count) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (!is_seen(file)) return real(file, bytes, count);
    if (is_due("read", file, "")) {
        if (error) FAIL(-1);
        if (is_short && count > 1) count /= 2;
    }
    return real(file, bytes, count);
}

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!is_seen(file)) return real(file, bytes, count);
    if (is_due("write", file, "")) {
        if (error) FAIL(-1);
        if (is_short && count > 1) count /= 2;
    }
    return real(file, bytes, count);
}

void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    REAL(void *, "mmap", void *, size_t, int, int, int, off_t);
    if (is_seen(file) && is_due("map", file, "") && error) FAIL(MAP_FAILED);
    return real(address, length, protection, flags, file, offset);
}

#define STATUS(name, form) \
    int name(int folder, const char *path, struct form *status, int flags) { \
        REAL(int, #name, int, const char *, struct form *, int); \
        if (concerns(folder, path) && is_due("look", folder, path) && error) FAIL(-1); \
        return real(folder, path, status, flags); \
    }
STATUS(fstatat, stat)
STATUS(fstatat64, stat64)

#define STATUS_OF_FILE(name, form) \
    int name(int file, struct form *status) { \
        REAL(int, #name, int, struct form *); \
        if (is_seen(file) && is_due("look", file, "") && error) FAIL(-1); \
        return real(file, status); \
    }
STATUS_OF_FILE(fstat, stat)
STATUS_OF_FILE(fstat64, stat64)

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (concerns(AT_FDCWD, path) && is_due("mkdir", AT_FDCWD, path) && error) FAIL(-1);
    return real(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    if (concerns(folder, path) && is_due("mkdir", folder, path) && error) FAIL(-1);
    return real(folder, path, mode);
}

int renameat(int from, const char *path, int to, const char *target) {
    REAL(int, "renameat", int, const char *, int, const char *);
    if (concerns(to, target) && is_due("rename", to, target) && error) FAIL(-1);
    return real(from, path, to, target);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    if (concerns(folder, path) && is_due("unlink", folder, path) && error) FAIL(-1);
    return real(folder, path, flags);
}

int flock(int file, int operation) {
    REAL(int, "flock", int, int);
    if (is_seen(file) && is_due("lock", file, "") && error) FAIL(-1);
    return real(file, operation);
}

// Nobody pulls the plug, so there is nothing to wait for.
int syncfs(int file) {
    if (is_seen(file) && is_due("syncfs", file, "") && error) FAIL(-1);
    return 0;
}

DIR *fdopendir(int file) {
    REAL(DIR *, "fdopendir", int);
    if (is_seen(file) && is_due("list", file, "") && error) FAIL(NULL);
    return real(file);
}

#define NEXT_NAME(name, entry) \
    struct entry *name(DIR *folder) { \
        REAL(struct entry *, #name, DIR *); \
        if (is_seen(dirfd(folder)) && is_due("next", dirfd(folder), "") && error) FAIL(NULL); \
        return real(folder); \
    }
NEXT_NAME(readdir, dirent)
NEXT_NAME(readdir64, dirent64)

int closedir(DIR *folder) {
    REAL(int, "closedir", DIR *);
    int file = dirfd(folder);
    if (is_seen(file)) seen[file] = 0;
    return real(folder);
}

char *realpath(const char *path, char *resolved) {
    REAL(char *, "realpath", const char *, char *);
    if (concerns(AT_FDCWD, path) && is_due("follow", AT_FDCWD, path) && error) FAIL(NULL);
    return real(path, resolved);
}
