package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A catalogue of a pool in the hands of one caller: closing it gives it back. */
final class LentCatalogue implements Catalogue {

    private final CataloguePool.Kept kept;
    private final BiConsumer<CataloguePool.Kept, Boolean> giveBack;
    private volatile boolean sound = true;
    private boolean returned;

    LentCatalogue(CataloguePool.Kept kept, BiConsumer<CataloguePool.Kept, Boolean> giveBack) {
        this.kept = kept;
        this.giveBack = giveBack;
    }

    @Override
    public <R> R read(Function<Reader, R> work) {
        return watched(() -> kept.catalogue().read(work));
    }

    @Override
    public <R> R change(Function<Change, R> work) {
        return watched(() -> kept.catalogue().change(work));
    }

    private <R> R watched(Supplier<R> work) {
        synchronized (this) {
            if (returned) {
                throw new IllegalStateException("the catalogue " + kept.name() + " was closed");
            }
        }
        try {
            return work.get();
        } catch (SlipwayException e) {
            sound &= isRefusal(e.code().exit());
            throw e;
        } catch (RuntimeException | Error e) {
            sound = false;
            throw e;
        }
    }

    /** Whether an error says nothing about the connection; where that is not clear, it is not lent again. */
    private static boolean isRefusal(ExitCode exit) {
        return exit == ExitCode.USAGE || exit == ExitCode.NOT_FOUND || exit == ExitCode.REFUSED;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (returned) {
                return;
            }
            returned = true;
        }
        giveBack.accept(kept, sound);
    }
}
