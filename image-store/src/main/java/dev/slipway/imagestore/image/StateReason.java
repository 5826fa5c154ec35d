package dev.slipway.imagestore.image;

/**
 * Why something is in the state it is in.
 *
 * @param code EC2's code: {@code Client.UserInitiatedShutdown}
 * @param message a sentence
 */
public record StateReason(String code, String message) {
}
