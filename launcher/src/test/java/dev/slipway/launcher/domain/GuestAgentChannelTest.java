package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestAgentChannelTest {

    @Test
    void aPathThatASocketCannotHaveIsLeftToLibvirt() {
        Path longest = Path.of("/" + "a".repeat(106));
        assertEquals(Optional.of(longest), GuestAgentChannel.at(longest).socket());
        assertEquals(Optional.empty(), GuestAgentChannel.at(Path.of("/" + "a".repeat(107))).socket());
        assertEquals(Optional.empty(), GuestAgentChannel.at(Path.of("/" + "ä".repeat(54))).socket());
    }
}
