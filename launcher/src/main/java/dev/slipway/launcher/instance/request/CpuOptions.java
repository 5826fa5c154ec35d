package dev.slipway.launcher.instance.request;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/**
 * How an instance's processors are laid out: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CpuOptionsRequest.html">CpuOptionsRequest</a>.
 *
 * @param coreCount how many cores the guest sees
 * @param threadsPerCore how many threads on each: 1 or 2
 */
public record CpuOptions(int coreCount, int threadsPerCore) {

    private static final int MOST_THREADS = 2;

    /** Throws INVALID_PARAMETER_VALUE. */
    public CpuOptions {
        if (coreCount < 1 || threadsPerCore < 1 || threadsPerCore > MOST_THREADS) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The CPU options " + coreCount + " x "
                    + threadsPerCore + " are none: there is at least one core, with one thread or two.");
        }
    }

    /** How many threads there are in all. */
    public int vcpus() {
        return coreCount * threadsPerCore;
    }
}
