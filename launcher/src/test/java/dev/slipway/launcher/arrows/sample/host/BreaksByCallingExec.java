package dev.slipway.launcher.arrows.sample.host;

import java.io.IOException;

final class BreaksByCallingExec {

    Process start() throws IOException {
        return Runtime.getRuntime().exec(new String[] {"true"});
    }
}
