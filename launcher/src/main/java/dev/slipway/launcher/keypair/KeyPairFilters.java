package dev.slipway.launcher.keypair;

import static dev.slipway.imagestore.filter.FilterRule.column;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html">DescribeKeyPairs</a>.
 */
public final class KeyPairFilters implements FilterNames<KeyPair> {

    @Override
    public List<String> names() {
        return List.of("fingerprint", "key-name", "key-pair-id", TagFilters.TAG_KEY_IN_NAME, "tag-key");
    }

    @Override
    public Optional<FilterRule<KeyPair>> rule(String name) {
        return switch (name) {
            case "fingerprint" -> Optional.of(column("fingerprint", k -> one(k.keyFingerprint())));
            case "key-name" -> Optional.of(column("name", k -> one(k.keyName())));
            case "key-pair-id" -> Optional.of(column("id", k -> one(k.keyPairId())));
            default -> TagFilters.rule(name, KeyPair::tags);
        };
    }
}
