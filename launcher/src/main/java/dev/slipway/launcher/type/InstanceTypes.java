package dev.slipway.launcher.type;

import static dev.slipway.launcher.errors.LauncherError.INSTANCE_TYPE_UNKNOWN;
import static dev.slipway.launcher.errors.LauncherError.SETTINGS_INVALID;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The instance types there are: EC2's usual ones and our {@code lab} family for small hosts, from a resource file, the same
 * family in any other size ({@link SizedType}), and the user's own, which win where they share a name. Files are read when asked, never before.
 */
public final class InstanceTypes {

    private static final String BUILT_IN = "instance-types.json";

    private final Path userFile;

    /** {@code userFile} need not exist. */
    public InstanceTypes(Path userFile) {
        this.userFile = requireNonNull(userFile, "userFile");
    }

    /**
     * The type of this name.
     *
     * @throws LauncherException {@code InvalidInstanceType}, naming the nearest; {@code InvalidSettings} when the user's
     *     file cannot be understood
     */
    public InstanceType named(String name) {
        InstanceType own = find(name, openUserFile(), userFile.toString());
        InstanceType found = own != null ? own : find(name, openBuiltIn(), BUILT_IN);
        if (found == null) {
            Optional<InstanceType> sized = SizedType.of(name);
            if (sized.isPresent()) {
                return sized.get();
            }
            List<String> near = NearestNames.of(name, byName().keySet());
            throw new LauncherException(INSTANCE_TYPE_UNKNOWN, "The instance type '" + name + "' does not exist.",
                    near.isEmpty() ? "List all with: slipway type list" : "Did you mean " + String.join(", ", near) + "?");
        }
        return found;
    }

    /** All types, in the order of their names. */
    public Collection<InstanceType> all() {
        return byName().values();
    }

    /**
     * Those of these names, or of all, of which all filters hold, in the order of their names. Throws INSTANCE_TYPE_UNKNOWN,
     * PARAMETER_VALUE for a filter that is none.
     */
    public Page<InstanceType> search(List<String> names, List<Filter> filters, FilterNames<InstanceType> rules, PageRequest page) {
        List<InstanceType> types = new ArrayList<>(names.isEmpty() ? all() : names.stream().distinct().sorted().map(this::named).toList());
        return Listing.pageOf(Listing.wanted(types, filters, rules), InstanceType::name, names.toString() + filters, page);
    }

    private Map<String, InstanceType> byName() {
        Map<String, InstanceType> types = new TreeMap<>();
        collect(types, openBuiltIn(), BUILT_IN);
        collect(types, openUserFile(), userFile.toString());
        return types;
    }

    private static void collect(Map<String, InstanceType> types, InputStream stream, String source) {
        if (stream == null) {
            return;
        }
        try (InstanceTypeReader reader = new InstanceTypeReader(stream, source)) {
            for (InstanceType type = reader.next(); type != null; type = reader.next()) {
                types.put(type.name(), type);
            }
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static InstanceType find(String name, InputStream stream, String source) {
        if (stream == null) {
            return null;
        }
        try (InstanceTypeReader reader = new InstanceTypeReader(stream, source)) {
            InstanceType type = reader.next();
            while (type != null && !type.name().equals(name)) {
                type = reader.next();
            }
            return type;
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static InputStream openBuiltIn() {
        InputStream stream = InstanceTypes.class.getResourceAsStream(BUILT_IN);
        if (stream == null) {
            throw new UncheckedIOException(new NoSuchFileException(BUILT_IN));
        }
        return stream;
    }

    /** The user's file, or null when there is none. */
    private InputStream openUserFile() {
        try {
            return Files.newInputStream(userFile);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(userFile.toString(), e);
        }
    }

    private static LauncherException unreadable(String source, IOException e) {
        return new LauncherException(SETTINGS_INVALID, "The instance types in '" + source + "' cannot be read: "
                + e.getMessage() + ".", e);
    }
}
