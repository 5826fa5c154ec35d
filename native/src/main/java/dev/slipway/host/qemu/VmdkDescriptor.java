package dev.slipway.host.qemu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text in a VMDK that says what the disk is made of. Only a disk that is whole in one file is of use here, which is
 * {@code monolithicSparse} or {@code streamOptimized}; every other kind, and every parent, is in other files.
 */
final class VmdkDescriptor {

    private static final String TEXT_MARK = "# Disk DescriptorFile";
    private static final String SPARSE_MARK = "KDMV";
    private static final int CAPACITY_AT = 12;
    private static final int DESCRIPTOR_AT = 28;
    private static final int DESCRIPTOR_SECTORS_AT = 36;
    private static final int HEADER_BYTES = 512;
    private static final int SECTOR_BYTES = 512;
    /** Where QEMU looks when the header does not say. */
    private static final long USUAL_DESCRIPTOR = 0x200;
    /** QEMU reads 20 sectors, whatever the header says. */
    private static final int LEAST_BYTES = 20 * SECTOR_BYTES;
    private static final int MOST_BYTES = 1 << 20;

    private static final Set<String> WHOLE = Set.of("monolithicsparse", "streamoptimized");
    private static final Pattern CREATE_TYPE = Pattern.compile("createType\\s*=\\s*\"?([^\"\\r\\n]*)");
    private static final Pattern PARENT_ID = Pattern.compile("parentCID\\s*=\\s*([0-9a-fA-F]{1,16})");
    private static final Pattern PARENT_FILE = Pattern.compile("parentFileNameHint\\s*=?\\s*\"?([^\"\\r\\n]*)");
    private static final Pattern EXTENT = Pattern.compile(
            "(?m)^\\s*(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+(\\w+)(?:\\s+\"?([^\"\\r\\n]*))?");
    private static final String NO_PARENT = "ffffffff";

    private final String text;

    private VmdkDescriptor(String text) {
        this.text = text;
    }

    static DiskReferences references(RandomAccessFile file) throws IOException {
        ByteBuffer header = DiskReferences.read(file, 0, HEADER_BYTES);
        String head = new String(header.array(), StandardCharsets.ISO_8859_1);
        if (!head.startsWith(SPARSE_MARK)) {
            // A descriptor alone, or a piece of a disk that a descriptor elsewhere puts together (COWD).
            String extent = head.startsWith(TEXT_MARK) ? read(file, 0, MOST_BYTES).firstExtent() : null;
            return inOtherFiles(extent == null ? "a file of VMware ESX" : extent);
        }
        if (header.getLong(CAPACITY_AT) == 0) {
            return inOtherFiles("files that its descriptor names");
        }
        long at = header.getLong(DESCRIPTOR_AT);
        long sectors = Math.min(MOST_BYTES / SECTOR_BYTES, Math.max(0, header.getLong(DESCRIPTOR_SECTORS_AT)));
        int length = (int) Math.max(LEAST_BYTES, sectors * SECTOR_BYTES);
        List<Long> places = new ArrayList<>(List.of(USUAL_DESCRIPTOR));
        if (at > 0 && at < Long.MAX_VALUE / SECTOR_BYTES) {
            places.add(at * SECTOR_BYTES);
        }
        DiskReferences found = DiskReferences.parent(Optional.empty());
        for (long place : places) {
            VmdkDescriptor descriptor = read(file, place, length);
            if (descriptor.text.startsWith(TEXT_MARK) || place != USUAL_DESCRIPTOR || places.size() == 1) {
                found = new DiskReferences(found.parent().or(descriptor::parent), found.data().or(descriptor::data));
            }
        }
        return found;
    }

    private static DiskReferences inOtherFiles(String name) {
        return new DiskReferences(Optional.empty(), Optional.of(name));
    }

    private static VmdkDescriptor read(RandomAccessFile file, long at, int length) throws IOException {
        String text = new String(DiskReferences.read(file, at, length).array(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return new VmdkDescriptor(end < 0 ? text : text.substring(0, end));
    }

    private Optional<String> parent() {
        Matcher file = PARENT_FILE.matcher(text);
        if (file.find()) {
            return Optional.of(file.group(1));
        }
        Matcher id = PARENT_ID.matcher(text);
        return id.find() && !id.group(1).toLowerCase(Locale.ROOT).equals(NO_PARENT)
                ? Optional.of("disk with the content id " + id.group(1)) : Optional.empty();
    }

    private Optional<String> data() {
        Matcher type = CREATE_TYPE.matcher(text);
        if (type.find() && !WHOLE.contains(type.group(1).strip().toLowerCase(Locale.ROOT))) {
            return Optional.of(firstExtent());
        }
        int extents = 0;
        for (Matcher extent = EXTENT.matcher(text); extent.find(); extents++) {
            String name = extent.group(2) == null ? "" : extent.group(2);
            // Its own name at the time it was made, which a renamed file does not have any more: a plain name.
            boolean plain = name.indexOf('/') < 0 && name.indexOf('\\') < 0 && !name.contains("..");
            if (extents > 0 || !extent.group(1).equals("SPARSE") || !plain) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private String firstExtent() {
        Matcher extent = EXTENT.matcher(text);
        return extent.find() && extent.group(2) != null ? extent.group(2) : "files that its descriptor names";
    }
}
