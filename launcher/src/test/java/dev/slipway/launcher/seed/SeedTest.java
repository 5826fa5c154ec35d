package dev.slipway.launcher.seed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedTest {

    private static final String KEY = "ssh-ed25519 AAAAC3Nza ops@lab";
    private static final Placement PLACE = new Placement("lab-2", "lab-2a");

    @Test
    void metaDataIsWrittenForReadersOfLinesToo() {
        assertEquals("""
                instance-id: "i-0123456789abcdef0"
                local-hostname: "web-1.lab"
                cloud-name: "slipway"
                region: "lab-2"
                availability-zone: "lab-2a"
                public-keys:
                  - "ssh-ed25519 AAAAC3Nza ops@lab"
                """, metaData(seed("web-1.lab", List.of(KEY))));
    }

    @Test
    void anInstanceWithoutUserDataStillHasTheFile() {
        assertArrayEquals(new byte[0], seed("a", List.of()).files().get("user-data"));
        assertEquals(List.of("meta-data", "user-data"), List.copyOf(seed("a", List.of()).files().keySet()));
    }

    @Test
    void userDataArrivesByteForByte() {
        byte[] bytes = {0, 31, (byte) 139, '"', '\n', -1};
        Seed seed = new Seed("i-1", "a", PLACE, List.of(), UserData.of(bytes), Optional.of("version: 2\n"));
        assertArrayEquals(bytes, seed.files().get("user-data"));
        assertArrayEquals("version: 2\n".getBytes(UTF_8), seed.files().get("network-config"));
    }

    @Test
    void aKeyCommentCannotBecomeYaml() throws IOException {
        String hostile = "ssh-ed25519 AAAA x\"\nlocal-hostname: evil\t\\ : # & * é \u0007 \uD83D\uDC1A";
        JsonNode read = new YAMLMapper().readTree(metaData(seed("good", List.of(hostile, KEY))));
        assertEquals("good", read.get("local-hostname").asText());
        assertEquals(hostile, read.get("public-keys").get(0).asText());
        assertEquals(KEY, read.get("public-keys").get(1).asText());
    }

    @Test
    void aHostNameIsRefusedUnlessItIsOne() {
        for (String name : List.of("", "-a", "a-", "a..b", "a.", "a b", "a\nb", "ü", "x".repeat(64))) {
            LauncherException e = assertThrows(LauncherException.class, () -> seed(name, List.of()), name);
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
        }
    }

    @Test
    void userDataBeyondEc2sLimitIsRefused() {
        assertEquals(UserData.LIMIT_BYTES, UserData.of(new byte[UserData.LIMIT_BYTES]).bytes().length);
        LauncherException e = assertThrows(LauncherException.class,
                () -> UserData.of(new byte[UserData.LIMIT_BYTES + 1]));
        assertEquals("User data is limited to 16384 bytes; this has 16385.", e.getMessage());
    }

    @Test
    void userDataNeverShowsItsContent() {
        assertEquals("6 bytes of user data", UserData.of("secret".getBytes(UTF_8)).toString());
    }

    private static Seed seed(String hostname, List<String> keys) {
        return new Seed("i-0123456789abcdef0", hostname, PLACE, keys, UserData.NONE, Optional.empty());
    }

    private static String metaData(Seed seed) {
        return new String(seed.files().get("meta-data"), UTF_8);
    }
}
