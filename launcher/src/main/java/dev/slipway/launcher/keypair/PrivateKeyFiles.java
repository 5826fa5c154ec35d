package dev.slipway.launcher.keypair;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user's folder of private keys, where {@code slipway instance ssh} finds them. It belongs to the user and not to a store: a store
 * may be shared, and EC2 keeps no private key either. Each key has two files, named by its pair's id: {@code .pem}, and
 * the public half as {@code .pub}, by which it is found again even when its pair is gone.
 */
public final class PrivateKeyFiles implements PrivateKeyPlace {

    private static final String PRIVATE = ".pem";
    private static final String PUBLIC = ".pub";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    /** The keys in {@code folder}, which need not exist. */
    public PrivateKeyFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes a private key to a file of the user's choice, which must not be there yet. Throws INVALID_PARAMETER_VALUE. */
    public static PrivateKeyPlace file(Path file) {
        return (created, undo) -> {
            write(file, created.keyMaterial());
            undo.onFailure(() -> Files.deleteIfExists(file));
        };
    }

    @Override
    public void keep(CreatedKeyPair created, Rollback undo) {
        try {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        } catch (IOException e) {
            throw FileFailure.of(folder, "be made", e);
        }
        Path privateKey = privateKey(created.keyPair().keyPairId());
        Path publicKey = publicKeyOf(privateKey);
        write(privateKey, created.keyMaterial());
        undo.onFailure(() -> Files.deleteIfExists(privateKey));
        write(publicKey, created.keyPair().publicKey() + "\n");
        undo.onFailure(() -> Files.deleteIfExists(publicKey));
    }

    /** The file of a key pair's private key, whether it is there or not. */
    public Path privateKey(KeyPairId id) {
        return folder.resolve(id.value() + PRIVATE);
    }

    /** The private key whose public half is one of these lines of OpenSSH's, if it is here. */
    public Optional<Path> find(List<String> publicKeys) {
        if (publicKeys.isEmpty() || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + PUBLIC)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Path privateKey = file.resolveSibling(name.substring(0, name.length() - PUBLIC.length()) + PRIVATE);
                if (Files.exists(privateKey) && names(publicKeys, Files.readString(file))) {
                    return Optional.of(privateKey);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(folder, "be read", e);
        }
    }

    /** Deletes a private key and its public half; none is no error. */
    public void forget(KeyPairId id) {
        Path privateKey = privateKey(id);
        for (Path file : List.of(privateKey, publicKeyOf(privateKey))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw FileFailure.of(file, "be deleted", e);
            }
        }
    }

    private static Path publicKeyOf(Path privateKey) {
        String name = privateKey.getFileName().toString();
        return privateKey.resolveSibling(name.substring(0, name.length() - PRIVATE.length()) + PUBLIC);
    }

    /** Whether it is one of these keys; the comments behind them do not count. */
    private static boolean names(List<String> publicKeys, String line) {
        String key = withoutComment(line);
        for (String each : publicKeys) {
            if (withoutComment(each).equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutComment(String line) {
        String[] words = line.strip().split(" ", 3);
        return words.length < 2 ? line.strip() : words[0] + " " + words[1];
    }

    private static void write(Path file, String content) {
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The file " + Quoted.of(file.toString())
                    + " is there already, and a private key never takes the place of another file.", null, e);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
        try {
            Files.write(file, content.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.SYNC);
        } catch (IOException e) {
            HostException failure = FileFailure.of(file, "be written", e);
            file.toFile().delete();
            throw failure;
        }
    }
}
