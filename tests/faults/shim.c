/* Lets one step of a program fail: the Nth call, from the first look at FAULT_ARM on, that makes something durable in
 * FAULT_DIR (or sends something to the database at FAULT_PORT). With FAULT_READS it is the Nth that opens, reads or locks
 * what the log's signer has there: its key and its memory.
 *
 * FAULT_MODE: `lost` (not done, and said to have failed), `done` (done, and said to have failed),
 * `before` and `after` (killed just before or just after it is done). Preloaded by tests/faults/sealing.rs and reading.rs. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NOT_NOW, LOST, DONE };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int armed, counted, fired;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int in_folder(const char *path) {
    const char *folder = getenv("FAULT_DIR");
    return path && folder && strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether reads are to fail, and not what makes something durable. */
static int reads(void) { return getenv("FAULT_READS") != NULL; }

/* Whether the signer's key, its memory or the lock of that lies at a path. */
static int is_signers(const char *path) {
    static const char *const names[] = { "/log.key", "/log.key.signed", "/log.key.signed.lock" };
    if (!reads() || !in_folder(path)) return 0;
    const char *name = strrchr(path, '/');
    for (size_t one = 0; one < sizeof names / sizeof *names; one++)
        if (strcmp(name, names[one]) == 0) return 1;
    return 0;
}

/* Whether an open file's path is of this kind. */
static int is_at(int fd, int (*is)(const char *)) {
    if (fd <= STDERR_FILENO) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return is(path);
}

static int is_ours(int fd) { return !reads() && is_at(fd, in_folder); }
static int is_read(int fd) { return reads() && is_at(fd, is_signers); }

static int is_database(int fd) {
    const char *port = getenv("FAULT_PORT");
    struct sockaddr_in peer;
    socklen_t size = sizeof peer;
    if (!port || reads() || getpeername(fd, (struct sockaddr *)&peer, &size) != 0) return 0;
    return peer.sin_family == AF_INET && ntohs(peer.sin_port) == atoi(port);
}

static void tell(const char *what) {
    int fd = REAL(open)(getenv("FAULT_FIRED"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd >= 0) {
        REAL(write)(fd, what, strlen(what));
        REAL(write)(fd, "\n", 1);
        close(fd);
    }
}

static void look(const char *path) {
    const char *arm = getenv("FAULT_ARM");
    if (path && arm && strstr(path, arm)) armed = 1;
}

/* What shall become of this step. */
static int fate(const char *what) {
    const char *mode = getenv("FAULT_MODE"), *at = getenv("FAULT_AT");
    int now = NOT_NOW;
    if (!mode || !at) return now;
    pthread_mutex_lock(&turn);
    if (armed && !fired && ++counted == atoi(at)) {
        fired = 1;
        tell(what);
        if (strcmp(mode, "before") == 0) kill(getpid(), SIGKILL);
        now = strcmp(mode, "lost") == 0 ? LOST : DONE;
    }
    pthread_mutex_unlock(&turn);
    return now;
}

static int ended(void) {
    if (strcmp(getenv("FAULT_MODE"), "after") == 0) kill(getpid(), SIGKILL);
    errno = EIO;
    return -1;
}

#define STEP(ours, call)                               \
    int now = (ours) ? fate(__func__) : NOT_NOW;       \
    if (now == LOST) { errno = EIO; return -1; }       \
    __typeof__(call) result = (call);                  \
    return now == DONE ? ended() : result

ssize_t write(int fd, const void *bytes, size_t size) { STEP(is_ours(fd), REAL(write)(fd, bytes, size)); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    STEP(is_ours(fd), REAL(pwrite)(fd, bytes, size, at));
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    STEP(is_ours(fd), REAL(pwrite64)(fd, bytes, size, at));
}
int fsync(int fd) { STEP(is_ours(fd), REAL(fsync)(fd)); }
int fdatasync(int fd) { STEP(is_ours(fd), REAL(fdatasync)(fd)); }
int ftruncate(int fd, off_t size) { STEP(is_ours(fd), REAL(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { STEP(is_ours(fd), REAL(ftruncate64)(fd, size)); }
int rename(const char *from, const char *to) { STEP(!reads() && in_folder(to), REAL(rename)(from, to)); }

ssize_t read(int fd, void *bytes, size_t size) { STEP(is_read(fd), REAL(read)(fd, bytes, size)); }
ssize_t pread(int fd, void *bytes, size_t size, off_t at) { STEP(is_read(fd), REAL(pread)(fd, bytes, size, at)); }
ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
    STEP(is_read(fd), REAL(pread64)(fd, bytes, size, at));
}
int flock(int fd, int operation) { STEP(is_read(fd), REAL(flock)(fd, operation)); }

ssize_t send(int fd, const void *bytes, size_t size, int flags) {
    int now = is_database(fd) ? fate(__func__) : NOT_NOW;
    if (now == LOST) {
        shutdown(fd, SHUT_RDWR);
        errno = EPIPE;
        return -1;
    }
    ssize_t result = REAL(send)(fd, bytes, size, flags);
    if (now == NOT_NOW) return result;
    /* The answer is never heard. */
    shutdown(fd, SHUT_RD);
    return ended();
}

#define OPEN(name)                                                        \
    int name(const char *path, int flags, ...) {                          \
        va_list rest;                                                     \
        va_start(rest, flags);                                            \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                     \
        look(path);                                                       \
        STEP(is_signers(path), REAL(name)(path, flags, mode));            \
    }

OPEN(open)
OPEN(open64)
