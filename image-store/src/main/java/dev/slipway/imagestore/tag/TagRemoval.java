package dev.slipway.imagestore.tag;

import java.util.Optional;

/**
 * Which tag is to go, as EC2's DeleteTags has it.
 *
 * @param key its key
 * @param value the value it goes with; empty for whatever value
 */
public record TagRemoval(String key, Optional<String> value) {

    boolean takes(Tag tag) {
        return tag.key().equals(key) && (value.isEmpty() || value.get().equals(tag.value()));
    }
}
