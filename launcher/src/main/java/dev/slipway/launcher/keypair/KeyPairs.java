package dev.slipway.launcher.keypair;

import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The key pairs of one account in one region. */
public final class KeyPairs {

    /** What is kept in the catalogue. */
    public static final List<Table<?>> TABLES = List.of(KeyPair.TABLE);

    private static final Listing<KeyPair> LISTING =
            new Listing<>(KeyPair.TABLE, "created", pair -> pair.createTime().toEpochMilli());

    private final Catalogue catalogue;
    private final AccountId account;

    /** The key pairs of the account that {@code store} is open for. */
    public KeyPairs(ImageStore store) {
        this.catalogue = store.catalogue();
        this.account = store.account();
    }

    /** What is recorded beside, so that it comes back when the catalogue is lost. */
    public static Recorded<KeyPair> recorded(StoreLayout layout) {
        return Recorded.in(layout.keyPairs(), KeyPair.TABLE).late();
    }

    /** The tags of the account's key pairs. */
    public TaggedKind tags() {
        return new KeyPairTags(account);
    }

    /**
     * Makes a key pair, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html">CreateKeyPair</a> does, and
     * tells its private key, once. Throws KEY_PAIR_EXISTS, DRY_RUN.
     *
     * @param type rsa where none is given, as on EC2
     * @param place where the private key goes before the pair is recorded
     */
    public CreatedKeyPair create(KeyPairRequest request, Optional<KeyType> type, PrivateKeyPlace place) {
        catalogue.read(reader -> requireFree(reader, request.keyName()));
        requireNoDryRun(request.dryRun());
        NewKey key = NewKey.of(type.orElse(KeyType.RSA), request.keyName());
        CreatedKeyPair created =
                new CreatedKeyPair(pair(request, key.publicKey(), key.fingerprint()), key.pem());
        try (Rollback undo = new Rollback()) {
            place.keep(created, undo);
            insert(created.keyPair());
            undo.commit();
        }
        return created;
    }

    /**
     * Takes over the public half of a key that somebody has, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html">ImportKeyPair</a> does.
     * Throws KEY_FORMAT for a text that is no such key, KEY_PAIR_EXISTS, DRY_RUN.
     *
     * @param publicKey a line of OpenSSH's, SSH's own file format, or the DER as base64 or PEM
     */
    public KeyPair importKey(KeyPairRequest request, String publicKey) {
        PublicKeyMaterial key = PublicKeyText.read(publicKey);
        catalogue.read(reader -> requireFree(reader, request.keyName()));
        requireNoDryRun(request.dryRun());
        KeyPair pair = pair(request, key, Fingerprint.imported(key));
        insert(pair);
        return pair;
    }

    /** Finds key pairs, oldest first. Throws KEY_PAIR_NOT_FOUND for one that is named and not there; filters and pages as elsewhere. */
    public Page<KeyPair> search(KeyPairSearch search, PageRequest page) {
        return catalogue.read(reader -> {
            Selection<KeyPair> selection = Selection.of(Query.all().where("owner", account));
            if (!search.references().isEmpty()) {
                List<String> ids = new ArrayList<>();
                require(reader, account, search.references()).forEach(pair -> ids.add(pair.keyPairId().value()));
                selection = selection.and(new Query.AnyOf("id", ids));
            }
            return LISTING.page(reader, selection.and(search.filters(), new KeyPairFilters()), search, page);
        });
    }

    /** The key pair of a name; throws KEY_PAIR_NOT_FOUND. An id does not do, as for EC2's RunInstances. */
    public KeyPair named(String name) {
        return catalogue.read(reader -> byName(reader, account, name)).orElseThrow(() -> notFound(List.of(name)));
    }

    /**
     * Deletes a key pair by its name or id; guests that have its key already keep it. As on EC2, one that is not there is
     * no error.
     *
     * @return what was deleted
     */
    public Optional<KeyPair> delete(String reference, boolean dryRun) {
        requireNoDryRun(dryRun);
        return catalogue.change(change -> {
            Optional<KeyPair> found = find(change, account, reference);
            found.ifPresent(pair -> change.delete(KeyPair.TABLE, pair.keyPairId().value()));
            return found;
        });
    }

    private void insert(KeyPair pair) {
        catalogue.change(change -> {
            requireFree(change, pair.keyName());
            return change.insert(KeyPair.TABLE, pair);
        });
    }

    private KeyPair pair(KeyPairRequest request, PublicKeyMaterial key, String fingerprint) {
        String line = key.type().sshName() + " " + Base64.getEncoder().encodeToString(key.blob()) + " " + request.keyName();
        return new KeyPair(KeyPairId.next(), account, request.keyName(), key.type(), fingerprint, line, Timestamp.now(),
                request.tags());
    }

    private Object requireFree(Reader reader, String name) {
        if (byName(reader, account, name).isPresent()) {
            throw new LauncherException(LauncherError.KEY_PAIR_EXISTS,
                    "The key pair " + Quoted.of(name) + " already exists.", "slipway key list");
        }
        return null;
    }

    private static void requireNoDryRun(boolean dryRun) {
        if (dryRun) {
            throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
        }
    }

    /** These, by names or ids, in this order; those that are not there fail the call, all of them named. */
    static List<KeyPair> require(Reader reader, AccountId account, List<String> references) {
        List<KeyPair> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String reference : references) {
            find(reader, account, reference).ifPresentOrElse(found::add, () -> missing.add(reference));
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return found;
    }

    /** The refusal that names these. */
    static LauncherException notFound(List<String> missing) {
        List<String> names = new ArrayList<>();
        missing.forEach(name -> names.add(Quoted.of(name)));
        String list = String.join(", ", names);
        return new LauncherException(LauncherError.KEY_PAIR_NOT_FOUND, missing.size() == 1
                ? "The key pair " + list + " does not exist." : "The key pairs " + list + " do not exist.",
                "slipway key list");
    }

    private static Optional<KeyPair> find(Reader reader, AccountId account, String reference) {
        // A name may look like an id; whoever gave it such a name means that one.
        Optional<KeyPair> named = byName(reader, account, reference);
        return named.isPresent() || !KeyPairId.isOne(reference) ? named : reader.find(KeyPair.TABLE, reference)
                .map(Stored::document).filter(pair -> pair.ownerId().equals(account));
    }

    private static Optional<KeyPair> byName(Reader reader, AccountId account, String name) {
        List<Stored<KeyPair>> found =
                reader.list(KeyPair.TABLE, Query.all().where("owner", account).where("name", name));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).document());
    }
}
