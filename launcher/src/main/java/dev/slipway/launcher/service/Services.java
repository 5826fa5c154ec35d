package dev.slipway.launcher.service;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.process.DetachedProgram;
import dev.slipway.host.thread.Early;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Unsettled;
import dev.slipway.imagestore.region.Regions;
import dev.slipway.launcher.exchange.ExchangeFolders;
import dev.slipway.launcher.exchange.TransferTask;
import dev.slipway.launcher.exchange.Transfers;
import dev.slipway.launcher.fleet.Fleets;
import dev.slipway.launcher.instance.InstanceTables;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.disk.VolumeAttachments;
import dev.slipway.launcher.instance.history.Actor;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.request.LaunchPolicy;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.instance.request.LaunchSpecDraft;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.parameter.PublicParameters;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.settings.Settings;
import dev.slipway.launcher.smoke.SmokeRun;
import dev.slipway.launcher.type.InstanceTypes;
import dev.slipway.launcher.vpc.Vpcs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The services of one region for one account, each opened when it is first asked for. For one thread, but that the
 * hypervisor is connected to beside it.
 */
public final class Services implements AutoCloseable {

    /** Where bin/slipway says that it is itself. */
    private static final String PROGRAM = "slipway.program";

    private final Settings settings;
    private final String command;
    private final Consumer<String> warnings;
    private final StoreLayout layout;
    private final Early<Hypervisor> hypervisor;
    /** Null for a command, which asks once. */
    private final KeptConnections kept;
    private volatile String lentAs;
    private ImageStore store;
    private Instances instances;
    private SmokeRun smoke;
    private Fleets fleets;
    private InstanceTypes types;
    private HostMachine host;
    private Transfers transfers;
    private final Map<String, Services> others = new HashMap<>();

    /**
     * Services by these settings.
     *
     * @param command what the user typed, for the history of what it changes
     * @param warnings told what a user should know besides
     */
    public Services(Settings settings, String command, Consumer<String> warnings) {
        this(settings, command, warnings, null);
    }

    /** The same, with connections that outlive them. */
    public Services(Settings settings, String command, Consumer<String> warnings, KeptConnections kept) {
        this.kept = kept;
        this.settings = settings;
        this.command = command;
        this.warnings = warnings;
        this.layout = settings.layout();
        this.hypervisor = new Early<>("connect", this::connect);
    }

    private Hypervisor connect() {
        Optional<String> uri = libvirtUri();
        if (kept == null) {
            return connect(uri);
        }
        lentAs = uri.orElse("");
        return kept.hypervisors.borrow(lentAs, () -> connect(uri));
    }

    private static Hypervisor connect(Optional<String> uri) {
        return uri.map(Hypervisor::connect).orElseGet(Hypervisor::connect);
    }

    private Optional<String> libvirtUri() {
        return settings.libvirtUri().or(() -> regions().libvirtUri(settings.region()));
    }

    /** The images, snapshots and volumes; what dead commands left has been settled. */
    public ImageStore store() {
        if (store == null) {
            store = open();
            store.flattening().keepBelow(settings.maxChainDepth(), this::flattenApart);
            instances = new Instances(store, hypervisor, types(), host(), policy(), Actor.ofProcess(command));
            smoke = new SmokeRun(store, instances);
            fleets = new Fleets(store, instances, types(), host(), settings.instanceType());
            for (Unsettled left : store.operations().recover()) {
                warnings.accept(left.sentence());
            }
        }
        return store;
    }

    private ImageStore open() {
        return kept == null
                ? ImageStore.open(layout, settings.account(), tables(), settings.diskRules())
                : ImageStore.open(layout, settings.account(), tables(), settings.diskRules(), kept.catalogues);
    }

    private static List<Table<?>> tables() {
        List<Table<?>> tables = new ArrayList<>(InstanceTables.all());
        tables.add(TransferTask.TABLE);
        return tables;
    }

    private LaunchPolicy policy() {
        LaunchSpec defaults = new LaunchSpecDraft()
                .instanceType(Optional.of(settings.instanceType()))
                .networkInterfaces(Optional.of(NetworkText.interfaces(List.of(settings.network()))))
                .accelerator(Optional.of(settings.accelerator()))
                .seed(SeedKind.named(settings.seed()))
                .build();
        return new LaunchPolicy(defaults, settings.memoryOvercommit(), settings.cpuOvercommit());
    }

    /** Begins {@code store gc --chains} in a process of its own; tests that run no built program have none. */
    private void flattenApart() {
        String program = System.getProperty(PROGRAM);
        if (program != null) {
            try {
                DetachedProgram.start(List.of(program, "store", "gc", "--chains",
                        Setting.HOME.flag(), settings.home().toString(), Setting.REGION.flag(), settings.region(),
                        Setting.ACCOUNT.flag(), settings.account().value()));
            } catch (HostException e) {
                warnings.accept("A chain of layers has become deep, and cannot be made shorter now: " + e.getMessage());
            }
        }
    }

    /** The instances. Whoever asks for them will ask libvirt too, so the connection is begun before the store is opened. */
    public Instances instances() {
        hypervisor.begin();
        store();
        return instances;
    }

    /** The smoke tests, each of which has instances of its own. */
    public SmokeRun smoke() {
        instances();
        return smoke;
    }

    /** The fleets. */
    public Fleets fleets() {
        instances();
        return fleets;
    }

    /** Imports and exports that are tasks. */
    public Transfers transfers() {
        if (transfers == null) {
            transfers = new Transfers(store(), new ExchangeFolders(settings.exchangeFolders()), warnings);
        }
        return transfers;
    }

    /** The names under which images are looked up. */
    public PublicParameters parameters() {
        return new PublicParameters(store());
    }

    /** The networks of the host, as EC2 speaks of them. */
    public Vpcs vpcs() {
        return new Vpcs(layout, settings.account(), hypervisor, this::instances,
                NetworkText.interfaces(List.of(settings.network())).stream().findFirst());
    }

    /** The key pairs; libvirt is not asked. */
    public KeyPairs keyPairs() {
        store();
        return instances.keyPairs();
    }

    /** The launch templates; libvirt is not asked. */
    public LaunchTemplates templates() {
        store();
        return instances.templates();
    }

    /** The security groups; libvirt is asked only for those that have members. */
    public SecurityGroups securityGroups() {
        store();
        return instances.securityGroups();
    }

    /** What is attached to instances; libvirt is asked only by what needs it. */
    public VolumeAttachments attachments() {
        store();
        return instances.attachments();
    }

    /** The connection to libvirt, made when it is first asked for. */
    public Supplier<Hypervisor> hypervisor() {
        return hypervisor;
    }

    /** The instance types, EC2's and the user's own. */
    public InstanceTypes types() {
        if (types == null) {
            types = new InstanceTypes(layout.instanceTypes());
        }
        return types;
    }

    /** This host. */
    public HostMachine host() {
        if (host == null) {
            host = HostMachine.local();
        }
        return host;
    }

    /**
     * The services of a region of this home by its name, closed with these. Throws REGION_NOT_FOUND for a name that is
     * none; whether the region is there, its store tells.
     */
    public Services inRegion(String region) {
        if (region.equals(settings.region())) {
            return this;
        }
        regions().find(region);
        return others.computeIfAbsent(region, name -> new Services(settings.inRegion(name), command, warnings, kept));
    }

    /** The regions of this home. */
    public Regions regions() {
        return new Regions(settings.home());
    }

    /** Where everything of the region lies. */
    public StoreLayout layout() {
        return layout;
    }

    @Override
    public void close() {
        others.values().forEach(Services::close);
        if (store != null) {
            store.close();
        }
        if (kept == null) {
            hypervisor.ifThere(Hypervisor::close);
        } else {
            hypervisor.ifThere(connection -> kept.hypervisors.giveBack(lentAs, connection));
        }
    }
}
