package dev.slipway.imagestore.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.product.Price;
import dev.slipway.imagestore.product.PriceUnit;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    private static final ProductCode CODE = new ProductCode("web-pro");
    private static final Instant START = Instant.parse("2026-11-01T23:00:00Z");
    private static final Price CENT = new Price("0.01", PriceUnit.INSTANCE_HOUR, "USD");

    @TempDir
    private Path folder;
    private TestStore test;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void hoursAreCountedByTheMillisecondAndRoundedOnce() {
        // A third of an hour, three times: what floating point, or rounding too early, would make 0.99.
        for (int i = 0; i < 3; i++) {
            insert(run("i-" + i, START, START.plusSeconds(1200), CENT));
        }
        assertEquals(List.of("t3.micro instance-hours 1.000000", "t3.micro product-hours 1.000000 web-pro 0.010000 USD"),
                text(report(UsageGroup.TYPE).lines()));
        assertEquals(List.of("i-0 instance-hours 0.333333", "i-0 product-hours 0.333333 web-pro 0.003333 USD"),
                text(report(UsageGroup.RESOURCE).lines()).subList(0, 2));
        assertEquals(List.of(" instance-hours 1.000000", " product-hours 1.000000 web-pro 0.010000 USD"),
                text(report(UsageGroup.RESOURCE).totals()));
    }

    @Test
    void aRunCountsAMinuteAtLeastHoweverOftenItsPriceChanged() {
        Meter first = run("i-1", START, START.plusSeconds(10), CENT);
        insert(new Meter("m1", first.kind(), first.resourceId(), first.ownerId(), START, START, first.end(), true, 1,
                first.type(), first.imageId(), first.charges()));
        insert(new Meter("m2", first.kind(), first.resourceId(), first.ownerId(), START, START.plusSeconds(10),
                Optional.of(START.plusSeconds(20)), false, 1, first.type(), first.imageId(), first.charges()));
        assertEquals(List.of(" instance-hours 0.016667", " product-hours 0.016667 web-pro 0.000167 USD"),
                text(report(UsageGroup.TYPE).totals()));
    }

    @Test
    void daysAndRangesCutRunsExactly() {
        insert(run("i-1", START, START.plusSeconds(7200), CENT));
        assertEquals(List.of("2026-11-01 instance-hours 1.000000", "2026-11-01 product-hours 1.000000 web-pro 0.010000 USD",
                "2026-11-02 instance-hours 1.000000", "2026-11-02 product-hours 1.000000 web-pro 0.010000 USD"),
                text(report(UsageGroup.DAY).lines()));
        UsageRequest half = new UsageRequest(Optional.of(START.plusSeconds(1800)), Optional.of(START.plusSeconds(3600)),
                UsageGroup.TYPE, Optional.empty());
        assertEquals(" instance-hours 0.500000", text(test.store.usage().report(half).totals()).get(0));
        assertEquals(List.of(), test.store.usage().report(new UsageRequest(Optional.empty(), Optional.of(START),
                UsageGroup.TYPE, Optional.empty())).lines());
        assertThrows(StoreException.class, () -> new UsageRequest(
                Optional.of(START), Optional.of(START), UsageGroup.TYPE, Optional.empty()));
    }

    @Test
    void currenciesAndMonthsDoNotMix() {
        insert(run("i-1", START, START.plusSeconds(3600), CENT));
        insert(run("i-2", START, START.plusSeconds(3600), new Price("7.3", PriceUnit.INSTANCE_MONTH, "EUR")));
        assertEquals(List.of("web-pro product-hours 1.000000 web-pro 0.010000 EUR",
                "web-pro product-hours 1.000000 web-pro 0.010000 USD"),
                text(report(UsageGroup.PRODUCT).lines()).subList(1, 3));
    }

    @Test
    void aSellerSeesWhatOthersUsedAndNobodyElseDoes() {
        insert(run("i-1", START, START.plusSeconds(3600), CENT));
        UsageRequest request = new UsageRequest(Optional.empty(), Optional.empty(), UsageGroup.ACCOUNT, Optional.of(CODE));
        assertEquals(List.of(TestStore.ALICE + " product-hours 1.000000 web-pro 0.010000 USD"),
                textAs(TestStore.BOB, request));
        assertEquals(1, textAs(TestStore.ALICE, request).size());
        assertThrows(StoreException.class, () -> textAs(new AccountId("000000001002"), request));
        UsageRequest unknown =
                new UsageRequest(Optional.empty(), Optional.empty(), UsageGroup.TYPE, Optional.of(new ProductCode("no")));
        assertThrows(StoreException.class, () -> test.store.usage().report(unknown));
    }

    @Test
    void volumesAndSnapshotsAreMeteredFromTheirFirstToTheirLastTransaction() throws IOException {
        Image image = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        Volume volume;
        try (Rollback rollback = new Rollback()) {
            volume = test.store.volumes().prepare(List.of(VolumePlan.blank(2)), rollback).get(0);
            test.store.catalogue().change(c -> c.insert(Volume.TABLE, volume));
            rollback.commit();
        }
        assertEquals(2, meters().size());
        assertTrue(meters().stream().allMatch(meter -> meter.end().isEmpty()));
        test.store.catalogue().change(change -> {
            Stored<Volume> stored = change.find(Volume.TABLE, volume.volumeId().value()).orElseThrow();
            return change.update(Volume.TABLE, stored.document().grownTo(3), stored.version());
        });
        assertEquals(3, meters().size());
        test.store.deregistration().run(List.of(image.imageId()), false);
        test.store.snapshots().delete(image.rootVolume().orElseThrow().snapshotId());
        test.store.volumes().delete(volume.volumeId());
        assertEquals(3, meters().size());
        assertTrue(meters().stream().allMatch(meter -> meter.end().isPresent()));
        assertEquals(List.of(2L << 30, 3L << 30), meters().stream()
                .filter(meter -> meter.kind() == MeterKind.VOLUME).map(Meter::amount).toList());
        assertEquals(List.of(true, false), meters().stream()
                .filter(meter -> meter.kind() == MeterKind.VOLUME).map(Meter::isContinued).toList());
        // A blank volume of 2 GiB for the least there is: a minute.
        assertEquals("gp3 volume-gib-hours", text(report(UsageGroup.TYPE).lines()).get(0).substring(0, 20));
    }

    @Test
    void aTransactionThatFailsLeavesNoSpan() throws IOException {
        Volume volume;
        try (Rollback rollback = new Rollback()) {
            volume = test.store.volumes().prepare(List.of(VolumePlan.blank(1)), rollback).get(0);
        }
        assertThrows(IllegalStateException.class, () -> test.store.catalogue().change(change -> {
            change.insert(Volume.TABLE, volume);
            throw new IllegalStateException("no");
        }));
        assertEquals(List.of(), meters());
    }

    @Test
    void whatWasThereBeforeThereWasAHistoryCountsFromItsBeginning() throws IOException {
        Image image = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        String before = text(report(UsageGroup.TYPE).lines()).get(0).substring(0, 27);
        test.store.catalogue().change(change -> change.delete(Meter.TABLE, meters(change).get(0).meterId()));
        assertEquals(before, text(report(UsageGroup.TYPE).lines()).get(0).substring(0, 27));
        test.store.deregistration().run(List.of(image.imageId()), false);
        test.store.snapshots().delete(image.rootVolume().orElseThrow().snapshotId());
        assertEquals(1, meters().size());
        assertTrue(meters().get(0).end().isPresent());
    }

    @Test
    void aNewPriceCountsFromNowOn() {
        test.store.products().create(CODE, new ProductDraft(Optional.empty(), Optional.of("1"), Optional.empty(),
                Optional.of("USD"), Optional.of("Terms.")));
        Price dollar = new Price("1", PriceUnit.INSTANCE_HOUR, "USD");
        insert(new Meter("m1", MeterKind.INSTANCE, "i-1", TestStore.BOB, START, START, Optional.empty(), false, 1,
                Optional.of("t3.micro"), Optional.empty(),
                List.of(new ProductCharge(CODE, Optional.of(TestStore.ALICE), Optional.of(dollar)))));
        test.store.products().update(CODE, new ProductDraft(Optional.empty(), Optional.of("0.5"), Optional.empty(),
                Optional.empty(), Optional.empty()));
        List<Meter> meters = meters();
        assertEquals(2, meters.size());
        assertEquals(meters.get(0).end(), Optional.of(meters.get(1).start()));
        assertTrue(meters.get(0).isContinued());
        assertEquals(dollar, meters.get(0).charges().get(0).price().orElseThrow());
        assertEquals("0.5", meters.get(1).charges().get(0).price().orElseThrow().rate());
        assertEquals(START, meters.get(1).runStart());
    }

    private Meter run(String id, Instant start, Instant end, Price price) {
        return new Meter("meter-" + id, MeterKind.INSTANCE, id, TestStore.ALICE, start, start, Optional.of(end), false, 1,
                Optional.of("t3.micro"), Optional.empty(),
                List.of(new ProductCharge(CODE, Optional.of(TestStore.BOB), Optional.of(price))));
    }

    private void insert(Meter meter) {
        test.store.catalogue().change(change -> change.insert(Meter.TABLE, meter));
    }

    private List<Meter> meters() {
        return test.store.catalogue().read(UsageTest::meters);
    }

    private static List<Meter> meters(dev.slipway.imagestore.catalogue.Reader reader) {
        List<Meter> meters = new ArrayList<>();
        reader.list(Meter.TABLE, Query.all()).forEach(stored -> meters.add(stored.document()));
        return meters;
    }

    private UsageReport report(UsageGroup group) {
        return test.store.usage().report(UsageRequest.all(group));
    }

    private List<String> textAs(AccountId account, UsageRequest request) {
        try (ImageStore store = test.openAs(account)) {
            return text(store.usage().report(request).lines());
        }
    }

    private static List<String> text(List<UsageLine> lines) {
        List<String> text = new ArrayList<>();
        for (UsageLine line : lines) {
            text.add(line.group() + " " + line.measure().word() + " " + line.quantity()
                    + line.product().map(product -> " " + product).orElse("")
                    + line.charge().map(BigDecimal::toPlainString).map(charge -> " " + charge).orElse("")
                    + line.currency().map(currency -> " " + currency).orElse(""));
        }
        return text;
    }
}
