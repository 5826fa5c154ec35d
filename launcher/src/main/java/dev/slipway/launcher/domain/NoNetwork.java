package dev.slipway.launcher.domain;

/** No network card at all. */
public record NoNetwork() implements NetworkAttachment {

    @Override
    public void writeDevices(Elements xml) {
        // Nothing to write.
    }
}
