package io.windhover.cli.output;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar in the last line of a terminal, gone when it is closed. */
public final class LastLineBar implements Progress {
    private static final int UPDATE_MS = 200;
    private static final long KILOBYTE = 1_000;
    private static final long MEGABYTE = 1_000_000;
    private static final long DAY = 86_400_000;
    private static final long SMALL = 10 * MEGABYTE;

    private final Screen screen;
    private final String blank;
    private final ProgressBar bar;
    private boolean drawn;

    /**
     * A bar of bytes.
     *
     * @param total bytes; −1 where nobody knows
     */
    public static LastLineBar ofBytes(Screen screen, String task, long total) {
        return total < SMALL
                ? new LastLineBar(screen, task, total, " kB", KILOBYTE)
                : new LastLineBar(screen, task, total, " MB", MEGABYTE);
    }

    /** A bar of things that are counted. */
    public static LastLineBar ofCount(Screen screen, String task, long total) {
        return new LastLineBar(screen, task, total, "", 1);
    }

    /** A bar of time that passes, which is shown in days. */
    public static LastLineBar ofTime(Screen screen, String task, Duration total) {
        return new LastLineBar(screen, task, total.toMillis(), " days", DAY);
    }

    private LastLineBar(Screen screen, String task, long total, String unit, long unitSize) {
        this.screen = screen;
        this.blank = " ".repeat(screen.columns() - 1);
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(screen.isUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new LastLine())
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void advanceTo(long done) {
        bar.stepTo(done);
    }

    @Override
    public synchronized void around(Runnable print) {
        clear();
        print.run();
    }

    @Override
    public void close() {
        bar.close();
    }

    private synchronized void draw(String line) {
        screen.writer().print("\r" + line.stripTrailing());
        screen.writer().flush();
        drawn = true;
    }

    private synchronized void clear() {
        if (drawn) {
            screen.writer().print("\r" + blank + "\r");
            screen.writer().flush();
            drawn = false;
        }
    }

    /** Called by the library's own thread. */
    private final class LastLine implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return screen.columns() - 1;
        }

        @Override
        public void accept(String line) {
            draw(line);
        }

        @Override
        public void clear() {
            LastLineBar.this.clear();
        }

        @Override
        public void close() {
            clear();
        }
    }
}
