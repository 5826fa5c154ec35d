package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** What a client does by itself, or with many threads: pages, repetitions, connections. */
class ClientsCrowdIT extends TinyGuestLab {

    private static final int MANY = 1_000;
    private static final int PAGE = 150;
    private static final int THREADS = 20;
    private static final int TAGS_AT_ONCE = 500;

    private AwsCli server;
    private Ec2Client ec2;

    @BeforeEach
    void serve() {
        server = new AwsCli(lab);
        ec2 = client();
    }

    @AfterEach
    void end() {
        ec2.close();
        server.close();
    }

    /** One that goes on trying for as long as a server may need to come back. */
    private Ec2Client client() {
        StandardRetryStrategy patient = StandardRetryStrategy.builder().maxAttempts(300).circuitBreakerEnabled(false)
                .backoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(200))).retryOnException(ClientsCrowdIT::mayComeRight)
                .build();
        return Ec2Client.builder().region(Region.of("local-1")).endpointOverride(URI.create(server.url()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        server.environment().get("AWS_ACCESS_KEY_ID"), server.secret())))
                .overrideConfiguration(configuration -> configuration.retryStrategy(patient)).build();
    }

    /** What the SDK repeats of itself: no answer at all, or one that says the server is to blame. */
    private static boolean mayComeRight(Throwable failure) {
        return !(failure instanceof Ec2Exception refused) || refused.statusCode() >= 500;
    }

    private static <T> List<T> inThreads(int threads, List<Callable<T>> work) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private Image image() {
        return ec2.describeImages(r -> r.filters(Filter.builder().name("name").values(Lab.HVM).build())).images().get(0);
    }

    @Test
    void aThousandImagesAndTheirTagsComePageByPage() throws InterruptedException, ExecutionException {
        BlockDeviceMapping root = BlockDeviceMapping.builder().deviceName("/dev/sda1").ebs(e -> e.snapshotId(
                image().blockDeviceMappings().get(0).ebs().snapshotId())).build();
        List<Callable<String>> registrations = IntStream.range(0, MANY).<Callable<String>>mapToObj(number -> () -> ec2.registerImage(
                r -> r.name("many-" + number).architecture("x86_64").rootDeviceName("/dev/sda1").blockDeviceMappings(root))
                .imageId()).toList();
        List<String> ids = inThreads(THREADS, registrations);
        assertEquals(MANY, Set.copyOf(ids).size());
        for (int from = 0; from < MANY; from += TAGS_AT_ONCE) {
            List<String> some = ids.subList(from, from + TAGS_AT_ONCE);
            ec2.createTags(r -> r.resources(some).tags(Tag.builder().key("of").value("many").build()));
        }

        Filter many = Filter.builder().name("name").values("many-*").build();
        List<DescribeImagesResponse> pages = ec2.describeImagesPaginator(r -> r.filters(many).maxResults(PAGE)).stream().toList();
        assertEquals((MANY + PAGE - 1) / PAGE, pages.size());
        assertEquals(Set.copyOf(ids), pages.stream().flatMap(page -> page.images().stream()).map(Image::imageId)
                .collect(Collectors.toSet()));
        assertEquals(MANY, pages.stream().mapToInt(page -> page.images().size()).sum(), "none comes twice");
        Filter tagged = Filter.builder().name("key").values("of").build();
        List<DescribeTagsResponse> tags = ec2.describeTagsPaginator(r -> r.filters(tagged).maxResults(PAGE)).stream().toList();
        assertEquals((MANY + PAGE - 1) / PAGE, tags.size());
        assertEquals(Set.copyOf(ids), tags.stream().flatMap(page -> page.tags().stream()).map(TagDescription::resourceId)
                .collect(Collectors.toSet()));
        assertEquals(MANY, ec2.describeImages(r -> r.filters(many)).images().size(), "and all at once");

        inThreads(THREADS, ids.stream().<Callable<Object>>map(id -> () -> ec2.deregisterImage(r -> r.imageId(id))).toList());
        assertEquals(0, ec2.describeImages(r -> r.filters(many)).images().size());
    }

    @Test
    void manyThreadsOfOneClientDescribeWhileOneLaunches() throws InterruptedException, ExecutionException {
        String image = image().imageId();
        AtomicBoolean launched = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        List<Callable<String>> work = new ArrayList<>();
        work.add(() -> {
            try {
                return ec2.runInstances(r -> r.imageId(image).instanceType(Lab.TYPE).minCount(2).maxCount(2)).instances().stream()
                        .map(Instance::instanceId).collect(Collectors.joining(" "));
            } finally {
                launched.set(true);
            }
        });
        for (int thread = 1; thread < THREADS; thread++) {
            work.add(() -> {
                do {
                    assertEquals(image, ec2.describeImages(r -> r.imageIds(image)).images().get(0).imageId());
                    ec2.describeInstances();
                    answers.addAndGet(2);
                } while (!launched.get());
                return "";
            });
        }
        List<String> ids = List.of(inThreads(THREADS, work).get(0).split(" "));
        assertEquals(2, ids.size());
        assertTrue(answers.get() >= 2 * (THREADS - 1), answers::toString);
        assertEquals(2, ec2.describeInstances(r -> r.instanceIds(ids)).reservations().get(0).instances().size());
        ec2.terminateInstances(r -> r.instanceIds(ids));
    }

    @Test
    void aLaunchWhoseServerWasKilledIsRepeatedByItsClientAndHappensOnce() throws Exception {
        String image = image().imageId();
        Path locks = lab.region().resolve("locks");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            // The SDK makes a client token of its own, and says it again each time.
            Future<List<Instance>> launch = pool.submit(() -> ec2.runInstances(r -> r.imageId(image).instanceType(Lab.TYPE)
                    .minCount(1).maxCount(1)).instances());
            Await.until("the server works on the launch", () -> launch.isDone()
                    || Lab.entries(locks).stream().anyMatch(name -> name.startsWith("op-")));
            server.killAndServeThereAgain();
            String id = launch.get().get(0).instanceId();
            List<String> running = ec2.describeInstances().reservations().stream().flatMap(each -> each.instances().stream())
                    .filter(each -> each.state().name() != InstanceStateName.TERMINATED).map(Instance::instanceId).toList();
            assertEquals(List.of(id), running);
            assertEquals(List.of(id), lab.domains());
            ec2.terminateInstances(r -> r.instanceIds(id));
        } finally {
            pool.shutdownNow();
        }
    }
}
