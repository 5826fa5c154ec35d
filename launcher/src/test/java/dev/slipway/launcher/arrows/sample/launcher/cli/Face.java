package dev.slipway.launcher.arrows.sample.launcher.cli;

/** Used by a sample from below. */
public final class Face {
}
