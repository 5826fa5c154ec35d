package dev.slipway.launcher.domain;

/** {@code <rng>}: randomness from the host, without which a young guest waits for it before it makes its ssh keys. */
final class RandomSource {

    private RandomSource() {
    }

    static void write(Elements xml, PciSlots slots) {
        xml.start("rng", "model", "virtio");
        xml.text("backend", "/dev/urandom", "model", "random");
        slots.writeNext(xml);
        xml.end();
    }
}
