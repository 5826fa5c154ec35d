package dev.slipway.host.libvirt.binding;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code virConnectGetAllDomainStats} answers: one round trip for all domains.
 *
 * @param name the domain's name
 * @param uuid the domain's UUID as text
 * @param values the statistics by libvirt's names, such as {@code state.state}; see {@link TypedParameters}
 */
public record StatsRecord(String name, String uuid, Map<String, Object> values) {

    /** The group {@code state.*}. */
    public static final int STATE = 1;

    private static final int UUID_TEXT_SIZE = 37;

    /** Reads a group of statistics of every domain. */
    public static List<StatsRecord> ofAll(NativeHandle connection, int groups) {
        LibvirtCalls calls = LibvirtLibrary.calls();
        PointerByReference result = new PointerByReference();
        int count;
        try (NativeHandle.Use use = connection.use()) {
            count = calls.virConnectGetAllDomainStats(use.pointer(), groups, result, 0);
        }
        if (count < 0) {
            throw LibvirtError.failure("The domains cannot be listed");
        }
        Pointer records = result.getValue();
        try {
            return read(records, count);
        } finally {
            calls.virDomainStatsRecordListFree(records);
        }
    }

    /** The number of the state, -1 when it was not asked for. */
    public int status() {
        return values.get("state.state") instanceof Long number ? number.intValue() : -1;
    }

    /** The number of the state's reason. */
    public int reason() {
        return values.get("state.reason") instanceof Long number ? number.intValue() : -1;
    }

    /** Reads groups of statistics of one domain. */
    public static StatsRecord of(NativeHandle domain, int groups) {
        PointerByReference result = new PointerByReference();
        int count;
        try (NativeHandle.Use use = domain.use()) {
            count = UnboundCalls.get().virDomainListGetStats(new Pointer[] {use.pointer(), null}, groups, result, 0);
        }
        if (count != 1) {
            throw LibvirtError.failure("The statistics of " + domain.name() + " cannot be read");
        }
        try {
            return read(result.getValue(), 1).get(0);
        } finally {
            LibvirtLibrary.calls().virDomainStatsRecordListFree(result.getValue());
        }
    }

    /** Reads an array of pointers to {@code struct { virDomainPtr dom; virTypedParameterPtr params; int nparams; }}. */
    private static List<StatsRecord> read(Pointer records, int count) {
        List<StatsRecord> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Pointer record = records.getPointer((long) i * Native.POINTER_SIZE);
            Pointer domain = record.getPointer(0);
            int parameters = record.getInt(2L * Native.POINTER_SIZE);
            read.add(new StatsRecord(
                    LibvirtLibrary.calls().virDomainGetName(domain),
                    uuidText(domain),
                    TypedParameters.read(record.getPointer(Native.POINTER_SIZE), parameters)));
        }
        return read;
    }

    /** The UUID of a domain as text; no round trip. */
    public static String uuidText(Pointer domain) {
        byte[] text = new byte[UUID_TEXT_SIZE];
        if (LibvirtLibrary.calls().virDomainGetUUIDString(domain, text) < 0) {
            throw LibvirtError.failure("The UUID of a domain cannot be read");
        }
        return Native.toString(text);
    }
}
