package dev.slipway.launcher.type;

import static dev.slipway.launcher.errors.LauncherError.SETTINGS_INVALID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads instance types, one after the other, from a document in the shape that {@code aws ec2 describe-instance-types}
 * prints; what is not needed of it is skipped. Reads tokens rather than a tree: a launch needs one type of 190, and
 * stops when it has it.
 */
final class InstanceTypeReader implements AutoCloseable {

    private final String source;
    private final JsonParser json;
    private int entry;

    /** Takes the stream over. {@code source} names the document in errors. */
    InstanceTypeReader(InputStream stream, String source) throws IOException {
        this.source = source;
        this.json = new JsonFactory().createParser(stream);
        try {
            requireNext(JsonToken.START_OBJECT);
            while (!"InstanceTypes".equals(json.nextFieldName())) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    throw invalid("has no list 'InstanceTypes'", null);
                }
                json.nextToken();
                json.skipChildren();
            }
            requireNext(JsonToken.START_ARRAY);
        } catch (JsonProcessingException e) {
            json.close();
            throw unreadable(e);
        } catch (LauncherException e) {
            json.close();
            throw e;
        }
    }

    /** The next type, or null after the last. */
    InstanceType next() throws IOException {
        try {
            if (json.nextToken() == JsonToken.END_ARRAY) {
                return null;
            }
            entry++;
            requireCurrent(JsonToken.START_OBJECT);
            return entry();
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private InstanceType entry() throws IOException {
        String name = null;
        int vcpus = 0;
        int memory = 0;
        List<Architecture> architectures = List.of();
        List<VirtualizationType> virtualizationTypes = List.of(VirtualizationType.HVM);
        Storage storage = new Storage(List.of(), false);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "InstanceType" -> name = text(field);
                case "VCpuInfo" -> vcpus = numberIn(field, "DefaultVCpus");
                case "MemoryInfo" -> memory = numberIn(field, "SizeInMiB");
                case "ProcessorInfo" -> architectures = architectures();
                case "SupportedVirtualizationTypes" -> virtualizationTypes = virtualizationTypes();
                case "InstanceStorageInfo" -> storage = storage();
                default -> json.skipChildren();
            }
        }
        requireGiven(name != null && !name.isBlank(), "InstanceType");
        requireGiven(vcpus > 0, "VCpuInfo.DefaultVCpus");
        requireGiven(memory > 0, "MemoryInfo.SizeInMiB");
        requireGiven(!architectures.isEmpty(), "ProcessorInfo.SupportedArchitectures");
        return new InstanceType(name, vcpus, memory, architectures, virtualizationTypes, storage.disks(), storage.isNvme());
    }

    /** The number under one field of an object; 0 when it is not there. */
    private int numberIn(String object, String wanted) throws IOException {
        requireCurrent(JsonToken.START_OBJECT);
        int number = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals(wanted)) {
                number = positive(object + "." + wanted);
            } else {
                json.skipChildren();
            }
        }
        return number;
    }

    private List<Architecture> architectures() throws IOException {
        requireCurrent(JsonToken.START_OBJECT);
        List<Architecture> found = new ArrayList<>();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (!field.equals("SupportedArchitectures")) {
                json.skipChildren();
                continue;
            }
            requireCurrent(JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                // What EC2 lists beyond ours (x86_64_mac, arm64_mac) is passed over, so its output can be used as it is.
                Architecture.named(text(field)).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<VirtualizationType> virtualizationTypes() throws IOException {
        requireCurrent(JsonToken.START_ARRAY);
        List<VirtualizationType> found = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String word = text("SupportedVirtualizationTypes");
            VirtualizationType known = null;
            for (VirtualizationType type : VirtualizationType.values()) {
                known = type.word().equals(word) ? type : known;
            }
            if (known == null) {
                throw invalid("names the virtualization type '" + word + "', which is neither hvm nor paravirtual", null);
            }
            found.add(known);
        }
        return found;
    }

    /** What InstanceStorageInfo says. */
    private record Storage(List<InstanceStorageDisk> disks, boolean isNvme) {
    }

    private Storage storage() throws IOException {
        requireCurrent(JsonToken.START_OBJECT);
        List<InstanceStorageDisk> disks = new ArrayList<>();
        boolean nvme = false;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("NvmeSupport")) {
                nvme = text(field).equals("required");
            } else if (field.equals("Disks")) {
                requireCurrent(JsonToken.START_ARRAY);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    disks.add(disk());
                }
            } else {
                json.skipChildren();
            }
        }
        return new Storage(disks, nvme);
    }

    private InstanceStorageDisk disk() throws IOException {
        requireCurrent(JsonToken.START_OBJECT);
        int count = 1;
        int size = 0;
        String medium = "ssd";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "Count" -> count = positive(field);
                case "SizeInGB" -> size = positive(field);
                case "Type" -> medium = text(field);
                default -> json.skipChildren();
            }
        }
        requireGiven(size > 0, "SizeInGB of a disk");
        return new InstanceStorageDisk(count, size, medium);
    }

    private String text(String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("has a '" + field + "' that is no text", null);
        }
        return json.getText();
    }

    private int positive(String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || !json.getNumberType().equals(JsonParser.NumberType.INT)
                || json.getIntValue() < 1) {
            throw invalid("has a '" + field + "' that is no positive whole number", null);
        }
        return json.getIntValue();
    }

    private void requireGiven(boolean given, String field) {
        if (!given) {
            throw invalid("has no '" + field + "'", null);
        }
    }

    private void requireNext(JsonToken token) throws IOException {
        json.nextToken();
        requireCurrent(token);
    }

    private void requireCurrent(JsonToken token) {
        if (json.currentToken() != token) {
            throw invalid("has " + json.currentToken() + " where " + token + " belongs", null);
        }
    }

    private LauncherException unreadable(JsonProcessingException e) {
        // Jackson's own words tell of its buffers; the line is what helps. The cause keeps them for --debug.
        return invalid("is not JSON near line " + json.currentLocation().getLineNr(), e);
    }

    private LauncherException invalid(String what, Throwable cause) {
        String where = entry == 0 ? "The file '" + source + "' " : "In '" + source + "', entry " + entry + " (line "
                + json.currentLocation().getLineNr() + ") ";
        return new LauncherException(SETTINGS_INVALID, where + what + ".",
                "Its shape is that of 'aws ec2 describe-instance-types'; see docs/instance-types.md.", cause);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
