package dev.slipway.launcher.ec2.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.document.JsonRendering;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The access keys of a home, a file each that only its user can read. They are read at each request: one that was
 * deleted is worth nothing from that moment on.
 */
public final class AccessKeys {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int RANDOM_LETTERS = 16;
    /** Gives a secret of forty characters, as EC2's have. */
    private static final int SECRET_BYTES = 30;
    private static final String FILE_TYPE = ".json";
    private static final FileAttribute<?> FILE_MODE = attribute("rw-------");
    private static final FileAttribute<?> FOLDER_MODE = attribute("rwx------");

    private final Path folder;

    /** The access keys of this home. */
    public AccessKeys(Path home) {
        this.folder = StoreLayout.credentials(home);
    }

    /** Makes an access key. */
    public AccessKey create(AccountId account) {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        StringBuilder id = new StringBuilder("AKIA");
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        AccessKey key = new AccessKey(id.toString(), Base64.getEncoder().encodeToString(secret), account, Timestamp.now());
        try {
            Files.createDirectories(folder, FOLDER_MODE);
            Path file = Files.createTempFile(folder, "new", "", FILE_MODE);
            Files.writeString(file, JsonRendering.pretty(document(key)));
            Files.move(file, file(key.accessKeyId()), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw failed("'" + folder + "' is no folder.", e);
        } catch (IOException e) {
            throw failed("The access key cannot be written to '" + folder + "'.", e);
        }
        return key;
    }

    /** The access key of this id; empty where there is none. */
    public Optional<AccessKey> find(String id) {
        if (!AccessKey.isId(id)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonTree.read(Files.readString(file(id)));
            return Optional.of(new AccessKey(id, json.path("SecretAccessKey").asText(),
                    new AccountId(json.path("AccountId").asText()), Instant.parse(json.path("CreateDate").asText())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw failed("The access key '" + id + "' cannot be understood.", e);
        } catch (IOException e) {
            throw failed("The access key '" + id + "' cannot be read.", e);
        }
    }

    /** All of them, by their ids. */
    public List<AccessKey> list() {
        List<AccessKey> keys = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(FILE_TYPE)).sorted()
                    .forEach(name -> find(name.substring(0, name.length() - FILE_TYPE.length())).ifPresent(keys::add));
        } catch (IOException e) {
            throw failed("The access keys in '" + folder + "' cannot be listed.", e);
        }
        return keys;
    }

    /** Deletes an access key; throws ACCESS_KEY_NOT_FOUND. */
    public void delete(String id) {
        try {
            if (!AccessKey.isId(id) || !Files.deleteIfExists(file(id))) {
                throw new LauncherException(LauncherError.ACCESS_KEY_NOT_FOUND, "There is no access key '" + id + "'.",
                        "List them with: slipway credentials list");
            }
        } catch (IOException e) {
            throw failed("The access key '" + id + "' cannot be deleted.", e);
        }
    }

    private static ObjectNode document(AccessKey key) {
        return JsonNodeFactory.instance.objectNode().put("AccessKeyId", key.accessKeyId())
                .put("SecretAccessKey", key.secret()).put("AccountId", key.account().value())
                .put("CreateDate", Timestamp.format(key.createDate()));
    }

    private Path file(String id) {
        return folder.resolve(id + FILE_TYPE);
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static LauncherException failed(String sentence, IOException cause) {
        return new LauncherException(LauncherError.CREDENTIALS_UNREADABLE, sentence, cause);
    }
}
