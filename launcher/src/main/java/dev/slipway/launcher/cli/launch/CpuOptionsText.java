package dev.slipway.launcher.cli.launch;

import dev.slipway.launcher.instance.request.CpuOptions;

/** CPU options as the AWS CLI takes them: {@code CoreCount=2,ThreadsPerCore=1}. */
public final class CpuOptionsText {

    private static final String CORES = "CoreCount=";
    private static final String THREADS = "ThreadsPerCore=";

    private CpuOptionsText() {
    }

    /** Reads both parts in either order; one thread unless said. Throws IllegalArgumentException with half a sentence. */
    public static CpuOptions read(String text) {
        int cores = 0;
        int threads = 1;
        for (String part : text.split(",", -1)) {
            if (part.startsWith(CORES)) {
                cores = number(part.substring(CORES.length()), text);
            } else if (part.startsWith(THREADS)) {
                threads = number(part.substring(THREADS.length()), text);
            } else {
                throw malformed(text, null);
            }
        }
        if (cores == 0) {
            throw malformed(text, null);
        }
        return new CpuOptions(cores, threads);
    }

    private static int number(String digits, String whole) {
        try {
            int number = Integer.parseInt(digits);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed(whole, e);
        }
        throw malformed(whole, null);
    }

    private static IllegalArgumentException malformed(String text, Exception cause) {
        return new IllegalArgumentException("'" + text + "' is not CoreCount=N,ThreadsPerCore=N", cause);
    }
}
