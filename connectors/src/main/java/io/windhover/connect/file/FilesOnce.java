package io.windhover.connect.file;

import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each file once, from where it was handled before to its end. Not thread-safe. */
final class FilesOnce implements Feed {

    private final FileRecords records;
    private final KnownContents contents;
    private FileProgress progress = FileProgress.none(Optional.empty());

    /** For one task. */
    FilesOnce(List<String> files, ReadLimits limits, InputStream standardInput, KnownContents contents) {
        this.contents = contents;
        records = new FileRecords(files, limits, standardInput, this::begin);
    }

    private FileProgress begin(String file) {
        contents.remember(progress);
        progress = file.equals(InputFiles.STANDARD_INPUT)
                ? FileProgress.none(Optional.empty())
                : FileHead.read(file).map(this::known).orElse(FileProgress.none(Optional.empty()));
        return progress;
    }

    private FileProgress known(byte[] content) {
        Optional<FileHead> head = FileHead.of(content);
        return head.flatMap(contents::find)
                .filter(known -> known.isOf(content))
                .map(known -> known.withHead(head.get()))
                .orElse(FileProgress.none(head));
    }

    @Override
    public @Nullable Found next() {
        Read read = records.next();
        if (read == null) {
            return null;
        }
        progress = records.progress(progress, read);
        String path = read.place().source();
        return new Found(read, progress.partitionAt(path), progress.offset(path));
    }

    @Override
    public boolean isFinite() {
        return true;
    }

    @Override
    public long bytesConsumed() {
        return records.bytesConsumed();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
