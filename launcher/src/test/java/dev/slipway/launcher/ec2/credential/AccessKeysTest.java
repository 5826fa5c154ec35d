package dev.slipway.launcher.ec2.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access keys are for their user's eyes only. */
class AccessKeysTest {

    @Test
    void aKeyIsKeptUntilItIsDeleted(@TempDir Path home) throws IOException {
        AccessKeys keys = new AccessKeys(home);
        assertEquals(List.of(), keys.list());
        AccessKey key = keys.create(new AccountId("111122223333"));
        assertEquals(Optional.of(key), keys.find(key.accessKeyId()));
        assertEquals(List.of(key), keys.list());
        assertEquals(40, key.secret().length());
        assertFalse(key.toString().contains(key.secret()));
        Path file = home.resolve("credentials").resolve(key.accessKeyId() + ".json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        keys.delete(key.accessKeyId());
        assertEquals(Optional.empty(), keys.find(key.accessKeyId()));
        assertThrows(LauncherException.class, () -> keys.delete(key.accessKeyId()));
        assertThrows(LauncherException.class, () -> keys.delete("../config"));
    }
}
