package dev.slipway.imagestore.transfer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.TwoRegions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paid image is paid wherever its file is taken, and its file changes no product that is there. */
class PaidArchiveTest {

    private static final ProductCode CODE = new ProductCode("web-pro");

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private ImageStore near;
    private Path file;

    @BeforeEach
    void export() throws IOException {
        regions = new TwoRegions(folder);
        near = regions.near.store;
        sell(regions.far, "Pay.");
        Image original = regions.simple("web", 2, 1);
        regions.far.products().attach(CODE, original.imageId());
        file = folder.resolve("web.slipway");
        regions.far.exports().image("web", Optional.empty(), file, ExportFormat.SLIPWAY, false, false, Progress.NONE);
    }

    @AfterEach
    void nothingLiesAbout() throws IOException {
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(List.of(), near.check().run().findings().stream().filter(f -> f.kind().isProblem()).toList());
        regions.close();
    }

    @Test
    void itsTermsHaveToBeAcceptedThereToo() {
        Image image = take(file);
        assertEquals(List.of(CODE), image.productCodes());
        assertEquals(regions.far.products().describe(CODE), near.products().describe(CODE));
        try (ImageStore bobs = regions.near.openAs(TestStore.BOB)) {
            StoreException e = assertThrows(StoreException.class,
                    () -> bobs.products().requireAccepted(image.productCodes(), "web"));
            assertEquals(StoreError.OPT_IN_REQUIRED, e.kind());
        }
    }

    @Test
    void aProductThatIsThereStaysAsItIs() throws IOException {
        sell(near, "Pay more.");
        Product before = near.products().describe(CODE);
        byte[] record = Files.readAllBytes(near.layout().productRecord(CODE));
        take(file);
        assertEquals(before, near.products().describe(CODE));
        assertEquals(new String(record, StandardCharsets.UTF_8), Files.readString(near.layout().productRecord(CODE)));
    }

    @Test
    void aCodeOfAnotherSellerIsRefused() throws IOException {
        try (ImageStore bobs = regions.near.openAs(TestStore.BOB)) {
            sell(bobs, "Bob's.");
        }
        refused(StoreError.COPY_NOT_PERMITTED, text -> text);
        assertEquals("Bob's.", near.products().describe(CODE).currentTerms().text());
    }

    @Test
    void productsThatCannotBeAreRefused() throws IOException {
        String terms = "\"Terms\":[{\"Version\":1,";
        // Nothing in it has the code, or it is no code at all.
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"ProductCode\":\"web-pro\"", "\"ProductCode\":\"db\""));
        refused(StoreError.ARCHIVE_MALFORMED, text ->
                text.replace("\"ProductCode\":\"web-pro\"", "\"ProductCode\":\"../../images/x\""));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"Rate\":\"0.05\"", "\"Rate\":\"-1e9\""));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"USD\"", "\"XXX\""));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"Pay.\"", "\" \""));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"Pay.\"", "\"" + "x".repeat(70_000) + "\""));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace(terms, "\"Terms\":[{\"Version\":7,"));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace(terms, "\"Terms\":[{\"Version\":0,"));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replaceAll("\"Terms\":\\[.*?\\]", "\"Terms\":[]"));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replace("\"Products\":[", "\"Products\":[null,"));
        refused(StoreError.ARCHIVE_MALFORMED, text -> text.replaceAll("\"Products\":\\[(.*)\\]\\}", "\"Products\":[$1,$1]}"));
        assertEquals(List.of(), near.products().list());
    }

    @Test
    void anImportThatDiesLeavesNoProduct() throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.COPY_COMMITTING,
                "import-archive", file.toString()));
        assertEquals(List.of(), near.operations().recover());
        assertEquals(List.of(), near.products().list());
        assertFalse(Files.exists(near.layout().productRecord(CODE)));
    }

    @Test
    void aCopyThatDiesLeavesNoProduct() throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(regions.near.layout, Failpoint.COPY_COMMITTING,
                "copy", TwoRegions.FAR, "web"));
        assertEquals(List.of(), near.operations().recover());
        assertEquals(List.of(), regions.far.operations().recover());
        assertFalse(Files.exists(near.layout().productRecord(CODE)));
    }

    @Test
    void aSnapshotBringsItsProductToo() {
        Snapshot charged = regions.far.catalogue().change(change -> {
            Snapshot snapshot = change.list(Snapshot.TABLE, Query.all()).get(0).document();
            return change.insert(Snapshot.TABLE, new Snapshot(SnapshotId.next(), TestStore.ALICE, Optional.empty(),
                    Optional.empty(), snapshot.volumeSize(), snapshot.state(), Optional.empty(), snapshot.startTime(),
                    snapshot.layerId(), Permissions.NONE, List.of(CODE), List.of())).document();
        });
        near.snapshotCopies().copy(regions.far, charged.snapshotId(), Optional.empty(), List.of(), false, Progress.NONE);
        assertEquals("Pay.", near.products().describe(CODE).currentTerms().text());
    }

    @Test
    void aRecordWithoutItsRowIsFoundAndSwept() throws IOException {
        Path record = near.layout().productRecord(new ProductCode("stray"));
        Files.createDirectories(record.getParent());
        Files.writeString(record, "{}");
        assertEquals(List.of("products/stray.json"),
                near.check().run().findings().stream().map(finding -> finding.subject()).toList());
        near.sweep().run();
        assertFalse(Files.exists(record));
    }

    private static void sell(ImageStore store, String terms) {
        store.products().create(CODE, new ProductDraft(Optional.empty(), Optional.of("0.05"), Optional.empty(),
                Optional.of("USD"), Optional.of(terms)));
    }

    private Image take(Path archive) {
        return near.images().archives().take(archive, ArchiveImportRequest.UNCHANGED, Progress.NONE);
    }

    private void refused(StoreError code, UnaryOperator<String> change) throws IOException {
        byte[] honest = Files.readAllBytes(file);
        TarHeader first = TarHeader.of(Arrays.copyOf(honest, TarHeader.BLOCK));
        String manifest = new String(honest, TarHeader.BLOCK, (int) first.sizeBytes(), StandardCharsets.UTF_8);
        String other = change.apply(manifest);
        if (code == StoreError.ARCHIVE_MALFORMED) {
            assertNotEquals(manifest, other);
        }
        byte[] text = other.getBytes(StandardCharsets.UTF_8);
        TarHeader header = new TarHeader(first.name(), text.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.block(0));
        all.writeBytes(Arrays.copyOf(text, (int) header.paddedBytes()));
        int rest = TarHeader.BLOCK + (int) first.paddedBytes();
        all.write(honest, rest, honest.length - rest);
        Path hostile = Files.write(folder.resolve("hostile.slipway"), all.toByteArray());
        SlipwayException e = assertThrows(SlipwayException.class, () -> take(hostile), other);
        assertEquals(code, e.code(), e.getMessage());
        assertEquals(List.of(), near.images().list(Query.all()));
    }
}
