package io.windhover.cli.output;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of bytes in the last line of a terminal, gone when it is closed. */
public final class ByteProgressBar implements Progress {
    private static final int UPDATE_MS = 200;
    private static final long KILOBYTE = 1_000;
    private static final long MEGABYTE = 1_000_000;
    private static final long SMALL = 10 * MEGABYTE;

    private final Screen screen;
    private final String blank;
    private final ProgressBar bar;
    private boolean drawn;

    /** @param total bytes; −1 where nobody knows */
    public ByteProgressBar(Screen screen, String task, long total) {
        this.screen = screen;
        this.blank = " ".repeat(screen.columns() - 1);
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(total < SMALL ? " kB" : " MB", total < SMALL ? KILOBYTE : MEGABYTE)
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
            ByteProgressBar.this.clear();
        }

        @Override
        public void close() {
            clear();
        }
    }
}
