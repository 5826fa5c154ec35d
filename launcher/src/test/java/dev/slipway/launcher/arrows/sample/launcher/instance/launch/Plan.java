package dev.slipway.launcher.arrows.sample.launcher.instance.launch;

public final class Plan {
}
