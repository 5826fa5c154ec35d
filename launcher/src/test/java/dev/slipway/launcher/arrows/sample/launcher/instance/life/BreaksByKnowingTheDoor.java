package dev.slipway.launcher.arrows.sample.launcher.instance.life;

import dev.slipway.launcher.arrows.sample.launcher.instance.Door;

record BreaksByKnowingTheDoor(Door door) {
}
