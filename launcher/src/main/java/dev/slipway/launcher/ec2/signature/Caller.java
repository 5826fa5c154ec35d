package dev.slipway.launcher.ec2.signature;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.protocol.Dialect;

/**
 * Who asks, and for what.
 *
 * @param accessKeyId the key that signed
 * @param region the one that was signed for
 * @param dialect the service that was signed for
 */
public record Caller(String accessKeyId, AccountId account, String region, Dialect dialect) {
}
