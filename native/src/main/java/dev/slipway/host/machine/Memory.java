package dev.slipway.host.machine;

/**
 * The host's memory.
 *
 * @param totalBytes all of it
 * @param availableBytes what new programs can have without swapping, as the kernel estimates it
 */
public record Memory(long totalBytes, long availableBytes) {

    private static final long KIB = 1024;

    public Memory {
        if (totalBytes <= 0 || availableBytes < 0) {
            throw new IllegalArgumentException("impossible memory: " + availableBytes + " of " + totalBytes);
        }
    }

    /** Reads the text of {@code /proc/meminfo}. */
    static Memory parse(String meminfo) {
        return new Memory(bytes(meminfo, "MemTotal:"), bytes(meminfo, "MemAvailable:"));
    }

    private static long bytes(String meminfo, String name) {
        int at = meminfo.indexOf(name);
        int end = meminfo.indexOf(" kB", at);
        if (at < 0 || end < 0) {
            throw new IllegalArgumentException("no " + name + " in meminfo");
        }
        return Long.parseLong(meminfo.substring(at + name.length(), end).strip()) * KIB;
    }
}
