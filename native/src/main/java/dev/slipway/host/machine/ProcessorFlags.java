package dev.slipway.host.machine;

/** The flags in {@code /proc/cpuinfo}. */
final class ProcessorFlags {

    private ProcessorFlags() {
    }

    /** Whether the first processor's flags have one for virtualization. */
    static boolean virtualize(String cpuinfo) {
        for (int start = 0; start < cpuinfo.length(); ) {
            int end = cpuinfo.indexOf('\n', start);
            end = end < 0 ? cpuinfo.length() : end;
            if (cpuinfo.startsWith("flags", start)) {
                String words = cpuinfo.substring(start, end) + " ";
                return words.contains(" vmx ") || words.contains(" svm ");
            }
            start = end + 1;
        }
        return false;
    }
}
