package dev.slipway.launcher.arrows.sample.launcher.instance;

public final class Door {
}
