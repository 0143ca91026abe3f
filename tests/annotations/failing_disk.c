/* A disk that fails: preloaded into a process, it lets the n-th call on the files of a folder fail.
 *
 * Calls are counted by what they do, a letter each: w (write), s (sync), t (truncate), m (rename), u (unlink),
 * r (read), o (open). A write that fails has written half of what it was given.
 *
 * A file that was synced is copied beside itself with the ending ".on-disk": what is left of it if the power goes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static char kinds[16];
static long calls, fail_at;
static int fault, lasting;

void failing_disk_arm(const char *in_folder, const char *of_kinds, long nth, int error, int for_good) {
    snprintf(kinds, sizeof kinds, "%s", of_kinds);
    calls = 0, fail_at = nth, fault = error, lasting = for_good;
    snprintf(folder, sizeof folder, "%s/", in_folder);
}

long failing_disk_calls(void) { return calls; }

void failing_disk_heal(void) { fail_at = 0; }

static int is_watched(const char *path) { return folder[0] && !strncmp(path, folder, strlen(folder)); }

static int is_open_there(int descriptor, char *path) {
    char link[64];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return is_watched(path);
}

static int fails(char kind) {
    if (!strchr(kinds, kind)) return 0;
    calls++;
    if (!fail_at || (lasting ? calls < fail_at : calls != fail_at)) return 0;
    errno = fault;
    return 1;
}

#define REAL(name, result, ...) ((result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static void keep_on_disk(const char *path) {
    char copy[4200], block[65536];
    struct stat what;
    if (stat(path, &what) || !S_ISREG(what.st_mode)) return;
    snprintf(copy, sizeof copy, "%s.on-disk", path);
    int from = REAL("open64", int, const char *, int, ...)(path, O_RDONLY);
    int to = REAL("open64", int, const char *, int, ...)(copy, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    ssize_t some;
    while ((some = REAL("pread64", ssize_t, int, void *, size_t, off_t)(from, block, sizeof block, at)) > 0)
        at += REAL("pwrite64", ssize_t, int, const void *, size_t, off_t)(to, block, some, at);
    close(from), close(to);
}

static int synced(const char *name, int descriptor) {
    char path[4096];
    int there = is_open_there(descriptor, path);
    if (there && fails('s')) return -1;
    int result = REAL(name, int, int)(descriptor);
    if (there && !result) keep_on_disk(path);
    return result;
}

int fsync(int descriptor) { return synced("fsync", descriptor); }
int fdatasync(int descriptor) { return synced("fdatasync", descriptor); }

static ssize_t written(const char *name, int descriptor, const void *data, size_t length, off_t at) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('w')) {
        REAL(name, ssize_t, int, const void *, size_t, off_t)(descriptor, data, length / 2, at);
        errno = fault;
        return -1;
    }
    return REAL(name, ssize_t, int, const void *, size_t, off_t)(descriptor, data, length, at);
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t at) {
    return written("pwrite", descriptor, data, length, at);
}
ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t at) {
    return written("pwrite64", descriptor, data, length, at);
}

ssize_t write(int descriptor, const void *data, size_t length) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('w')) {
        REAL("write", ssize_t, int, const void *, size_t)(descriptor, data, length / 2);
        errno = fault;
        return -1;
    }
    return REAL("write", ssize_t, int, const void *, size_t)(descriptor, data, length);
}

ssize_t pread(int descriptor, void *data, size_t length, off_t at) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('r')) return -1;
    return REAL("pread", ssize_t, int, void *, size_t, off_t)(descriptor, data, length, at);
}
ssize_t pread64(int descriptor, void *data, size_t length, off64_t at) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('r')) return -1;
    return REAL("pread64", ssize_t, int, void *, size_t, off64_t)(descriptor, data, length, at);
}
ssize_t read(int descriptor, void *data, size_t length) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('r')) return -1;
    return REAL("read", ssize_t, int, void *, size_t)(descriptor, data, length);
}

int ftruncate(int descriptor, off_t length) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('t')) return -1;
    return REAL("ftruncate", int, int, off_t)(descriptor, length);
}
int ftruncate64(int descriptor, off64_t length) {
    char path[4096];
    if (is_open_there(descriptor, path) && fails('t')) return -1;
    return REAL("ftruncate64", int, int, off64_t)(descriptor, length);
}

int rename(const char *from, const char *to) {
    char twin_from[4200], twin_to[4200];
    int there = is_watched(from);
    if (there && fails('m')) return -1;
    int result = REAL("rename", int, const char *, const char *)(from, to);
    snprintf(twin_from, sizeof twin_from, "%s.on-disk", from);
    snprintf(twin_to, sizeof twin_to, "%s.on-disk", to);
    if (there && !result) REAL("rename", int, const char *, const char *)(twin_from, twin_to);
    return result;
}

int unlink(const char *path) {
    char twin[4200];
    if (!is_watched(path)) return REAL("unlink", int, const char *)(path);
    if (fails('u')) return -1;
    snprintf(twin, sizeof twin, "%s.on-disk", path);
    REAL("unlink", int, const char *)(twin);
    return REAL("unlink", int, const char *)(path);
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
    if (is_watched(path) && fails('o')) return -1;
    return REAL(name, int, const char *, int, ...)(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened("open", path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened("open64", path, flags, mode);
}
