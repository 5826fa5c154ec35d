package dev.slipway.host.libvirt.stats;

import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.binding.StatsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns libvirt's names of statistics into records. */
public final class StatsReader {

    /** {@code VIR_DOMAIN_STATS_} STATE, CPU_TOTAL, BALLOON, VCPU, INTERFACE, BLOCK. */
    public static final int GROUPS = 1 | 2 | 4 | 8 | 16 | 32;

    private static final long KIB = 1024;

    private StatsReader() {
    }

    /** One domain's statistics. */
    public static DomainStats read(StatsRecord record) {
        Map<String, Object> values = record.values();
        return new DomainStats(
                record.name(),
                DomainStatus.of(record.status(), record.reason()),
                number(values, "cpu.time"),
                number(values, "balloon.current") * KIB,
                number(values, "balloon.maximum") * KIB,
                number(values, "balloon.rss") * KIB,
                (int) number(values, "vcpu.current"),
                disks(values),
                interfaces(values));
    }

    private static List<DiskStats> disks(Map<String, Object> values) {
        List<DiskStats> disks = new ArrayList<>();
        for (long i = 0; i < number(values, "block.count"); i++) {
            String prefix = "block." + i + ".";
            disks.add(new DiskStats(
                    text(values, prefix + "name").orElse(""),
                    text(values, prefix + "path"),
                    number(values, prefix + "rd.bytes"),
                    number(values, prefix + "rd.reqs"),
                    number(values, prefix + "wr.bytes"),
                    number(values, prefix + "wr.reqs"),
                    number(values, prefix + "capacity"),
                    number(values, prefix + "allocation"),
                    number(values, prefix + "physical")));
        }
        return disks;
    }

    private static List<InterfaceStats> interfaces(Map<String, Object> values) {
        List<InterfaceStats> interfaces = new ArrayList<>();
        for (long i = 0; i < number(values, "net.count"); i++) {
            String prefix = "net." + i + ".";
            interfaces.add(new InterfaceStats(
                    text(values, prefix + "name").orElse(""),
                    number(values, prefix + "rx.bytes"),
                    number(values, prefix + "rx.pkts"),
                    number(values, prefix + "tx.bytes"),
                    number(values, prefix + "tx.pkts")));
        }
        return interfaces;
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Long number ? number : 0;
    }

    private static Optional<String> text(Map<String, Object> values, String name) {
        return Optional.ofNullable((String) values.get(name));
    }
}
