package dev.slipway.imagestore.region;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;
import static dev.slipway.imagestore.errors.StoreError.REGION_EXISTS;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.slipway.host.errors.NearestWord;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The regions under one home: each a store of its own, in a folder of the home or, through a link, on any disk or mount.
 * Only {@link StoreLayout#DEFAULT_REGION} comes into being by itself; every other one is added.
 */
public final class Regions {

    private final Path home;

    public Regions(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** All of them in the order of the alphabet, those whose disk is not there included; EC2's DescribeRegions. */
    public List<Region> list() {
        List<Region> regions = new ArrayList<>();
        for (String name : names()) {
            regions.add(look(name));
        }
        return regions;
    }

    /** The region with this name, there or not. Throws REGION_NOT_FOUND. */
    public Region find(String name) {
        if (!names().contains(name)) {
            throw notFound(name);
        }
        return look(name);
    }

    /** The daemon a region names for its instances; empty where it names none, or is not there. */
    public Optional<String> libvirtUri(String name) {
        return RegionMark.in(folder(name)).flatMap(RegionMark::libvirtUri);
    }

    /**
     * Adds a region, or attaches one that lies in a folder already: moved there, or known to another home.
     *
     * @param path the folder it shall lie in, made when it is missing; empty: one below the home
     * @param libvirtUri the daemon that shall run its instances; for a region that is attached it stays what it was
     *     when empty
     * @throws StoreException REGION_EXISTS, PARAMETER_VALUE for a name or a folder that cannot be used
     */
    public Region add(String name, Optional<Path> path, Optional<String> libvirtUri) {
        if (!StoreLayout.isName(name)) {
            throw new StoreException(PARAMETER_VALUE, Quoted.of(name) + " is no region name.",
                    "A region is named with letters, digits and dashes, such as " + StoreLayout.DEFAULT_REGION + ".");
        }
        if (libvirtUri.isPresent() && (libvirtUri.get().isBlank()
                || libvirtUri.get().chars().anyMatch(Character::isISOControl))) {
            throw new StoreException(PARAMETER_VALUE, Quoted.of(libvirtUri.get()) + " is no libvirt URI.",
                    "One is qemu:///system, or qemu+ssh://root@host/system.");
        }
        if (Files.exists(folder(name), NOFOLLOW_LINKS)) {
            throw new StoreException(REGION_EXISTS, "The region '" + name + "' exists.",
                    "See where it lies with: slipway region list");
        }
        if (path.isEmpty()) {
            if (!RegionFolder.make(new StoreLayout(home, name), libvirtUri)) {
                throw new StoreException(REGION_EXISTS, "The region '" + name + "' exists.");
            }
        } else {
            link(name, path.get(), libvirtUri);
        }
        return look(name);
    }

    private void link(String name, Path target, Optional<String> libvirtUri) {
        Path link = folder(name);
        try {
            Files.createDirectories(link.getParent());
            if (!Files.isDirectory(target)) {
                Files.createDirectories(target);
            }
            Path real = target.toRealPath();
            if (real.startsWith(link.getParent().toRealPath())) {
                throw new StoreException(PARAMETER_VALUE,
                        "The folder '" + target + "' lies among the regions of this home already.");
            }
            Optional<RegionMark> mark = RegionMark.in(real);
            if (mark.isEmpty()) {
                RegionFolder.requireEmpty(target);
                RegionMark.of(name, libvirtUri).write(real);
            } else {
                attach(name, target, mark.get(), libvirtUri);
            }
            Files.createSymbolicLink(link, real);
            DurableFiles.sync(link.getParent());
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(PARAMETER_VALUE,
                    "The folder of a region cannot be made: '" + e.getFile() + "' is something else.", null, e);
        } catch (IOException e) {
            throw FileFailure.of(target, "be made a region", e);
        }
    }

    private static void attach(String name, Path target, RegionMark mark, Optional<String> libvirtUri) {
        if (!mark.regionName().equals(name)) {
            throw new StoreException(PARAMETER_VALUE, "The folder '" + target + "' holds the region '"
                    + mark.regionName() + "', not '" + name + "'.", "Add it under its own name.");
        }
        if (libvirtUri.isPresent() && !libvirtUri.equals(mark.libvirtUri())) {
            new RegionMark(mark.version(), name, libvirtUri, mark.createdAt()).write(target);
        }
    }

    /**
     * Takes a region away that holds nothing any more. Throws REGION_NOT_FOUND, REGION_IN_USE with what it holds,
     * REGION_UNAVAILABLE.
     *
     * @param keepFiles only removes the home's link to a region that lies elsewhere, whatever it holds; throws
     *     PARAMETER_COMBINATION for one that lies in the home, and REGION_IN_USE while it has instances
     */
    public void remove(String name, boolean keepFiles) {
        Region region = find(name);
        if (keepFiles && !region.linked()) {
            throw new StoreException(PARAMETER_COMBINATION, "The region '" + name
                    + "' lies in the home itself, so it cannot be removed without its files.");
        }
        if (!keepFiles && !region.available()) {
            throw RegionFolder.unavailable(name, region.folder());
        }
        new RegionRemoval(new StoreLayout(home, name), region).run(keepFiles);
    }

    private Region look(String name) {
        Path folder = folder(name);
        boolean linked = Files.isSymbolicLink(folder);
        boolean there = !Files.exists(folder, NOFOLLOW_LINKS) || RegionFolder.isRegion(new StoreLayout(home, name));
        return new Region(name, linked ? targetOf(folder) : folder, linked, there, libvirtUri(name));
    }

    private static Path targetOf(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
        } catch (IOException e) {
            throw FileFailure.of(link, "be read", e);
        }
    }

    private Collection<String> names() {
        Collection<String> names = new TreeSet<>();
        names.add(StoreLayout.DEFAULT_REGION);
        Path regions = StoreLayout.regions(home);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(regions)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (StoreLayout.isName(name) && (Files.isDirectory(entry) || Files.isSymbolicLink(entry))) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing has been stored yet.
            return names;
        } catch (IOException e) {
            throw FileFailure.of(regions, "be listed", e);
        }
        return names;
    }

    private Path folder(String name) {
        return new StoreLayout(home, name).regionFolder();
    }

    /** There is no region of this name under this home. */
    StoreException notFound(String name) {
        Collection<String> names = names();
        String hint = NearestWord.to(name, names).map(nearest -> "Did you mean '" + nearest + "'?")
                .orElseGet(() -> "There " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names)
                        + ". Another one is made with: slipway region add " + name);
        return new StoreException(StoreError.REGION_NOT_FOUND, "The region '" + name + "' does not exist.", hint);
    }
}
