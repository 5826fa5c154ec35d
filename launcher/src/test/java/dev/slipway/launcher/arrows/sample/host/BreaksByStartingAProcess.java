package dev.slipway.launcher.arrows.sample.host;

final class BreaksByStartingAProcess {

    private final ProcessBuilder builder = new ProcessBuilder("true");

    ProcessBuilder builder() {
        return builder;
    }
}
