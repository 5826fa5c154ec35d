package dev.slipway.launcher.instance.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Finding;
import org.junit.jupiter.api.Test;

class CloudInitResultTest {

    @Test
    void aResultWithoutErrorsIsDone() {
        assertEquals(Finding.THERE, CloudInitResult.of("{\"v1\":{\"datasource\":\"DataSourceNoCloud\",\"errors\":[]}}"));
    }

    @Test
    void errorsAreQuoted() {
        assertEquals(new Finding.Lost(FailureCause.CLOUD_INIT_FAILED, "('scripts-user', RuntimeError('one')); ('ssh', two)"),
                CloudInitResult.of("{\"v1\":{\"errors\":[\"('scripts-user', RuntimeError('one'))\",\"('ssh', two)\"]}}"));
    }

    @Test
    void aResultThatIsHalfWrittenSaysNothingYet() {
        for (String half : new String[] {"", "{\"v1\":{", "{}", "[]", "{\"v1\":{\"datasource\":\"x\"}}"}) {
            assertEquals(Finding.NOT_YET, CloudInitResult.of(half), half);
        }
    }
}
