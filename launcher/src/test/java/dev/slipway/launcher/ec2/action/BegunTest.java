package dev.slipway.launcher.ec2.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that begins is answered by its beginning, and what comes to an end before that by its end, at once. */
@Timeout(20)
class BegunTest {

    private final List<String> defects = new CopyOnWriteArrayList<>();
    private final Background background = new Background(defects::add, Duration.ofMillis(50));
    private final Call call = new Call(Members.of(List.of(Map.entry("Action", "CreateImage"), Map.entry("InstanceId", "i-1"))), null, null,
            () -> null, background);
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void whatTakesLongIsAnsweredByItsBeginning() {
        assertEquals("begun", of(begun -> {
            begun.accept("begun");
            return afterTheAnswer("done");
        }));
        answered.countDown();
        assertEquals(List.of(), background.finish(Duration.ofSeconds(10)));
    }

    @Test
    void aDefectLaterThanTheAnswersTimeIsThrownAtOnceWhereNothingHasBegun() {
        assertEquals("a defect", assertThrows(IllegalStateException.class, () -> of(begun -> {
            pause();
            throw new IllegalStateException("a defect");
        })).getMessage());
    }

    @Test
    void whatIsDoneLaterWithoutEverBeginningIsAnsweredAtOnce() {
        assertEquals("an earlier one", of(begun -> {
            pause();
            return "an earlier one";
        }));
    }

    @Test
    void servicesThatCannotBeOpenedAreToldOfAtOnceToo() {
        Call unopened = new Call(call.parameters(), null, null, () -> {
            pause();
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "no services");
        }, background);
        assertEquals("no services", assertThrows(LauncherException.class,
                () -> Begun.<String>of(unopened, (services, begun) -> "never")).getMessage());
    }

    @Test
    void whatFailsSoonAfterItsBeginningIsAnsweredByTheBeginningAndItsRecordSaysWhy() {
        assertEquals("begun", of(begun -> {
            begun.accept("begun");
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "failed");
        }));
        assertThrows(IllegalStateException.class, () -> of(begun -> {
            begun.accept("begun");
            throw new IllegalStateException("a defect");
        }));
    }

    @Test
    void aDefectBehindAnAnswerIsToldToWhoeverRunsTheServerAndWhatIsLeftAtTheEndIsNamed() {
        of(begun -> {
            begun.accept("begun");
            afterTheAnswer("");
            throw new IllegalStateException("a defect");
        });
        assertEquals(List.of("CreateImage i-1"), background.finish(Duration.ZERO));
        answered.countDown();
        assertEquals(List.of(), background.finish(Duration.ofSeconds(10)));
        while (defects.isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(defects.get(0).contains("CreateImage i-1") && defects.get(0).contains("a defect"), defects::toString);
    }

    private String of(Function<Consumer<String>, String> work) {
        return Begun.of(call, (services, begun) -> work.apply(begun));
    }

    private String afterTheAnswer(String result) {
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    /** Longer than an answer waits. */
    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
