package io.windhover.cli.rules;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.ruleset.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code windhover rules keygen}. */
@Command(
        name = "keygen",
        description = {
            "Make a pair of keys to sign rules with.",
            "",
            "NAME.key is the private key, which only its owner can read: whoever publishes signs with it. NAME.pub is what"
                    + " detectors trust. Take another pair for each deployment."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:a file is there already, or cannot be written"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules keygen production",
            "  windhover rules publish --config windhover.yml --sign-key production.key rules/"
        })
public final class RulesKeygenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "Name of both files, without .key and .pub.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path name;

    public RulesKeygenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path privateFile = name.resolveSibling(name.getFileName() + ".key");
        Path publicFile = name.resolveSibling(name.getFileName() + ".pub");
        requireAbsent(publicFile);
        SigningKey.Generated keys = SigningKey.generate();
        write(privateFile, keys.privateKey(), "rw-------");
        write(publicFile, keys.publicKey(), "rw-r--r--");
        terminal.out().line("Private key: " + privateFile + ". Keep it where rules are published, and nowhere else.");
        terminal.out().line("Public key:  " + publicFile + ". Name it in rules: trusted-keys of every detector.");
        return ExitCode.OK;
    }

    private static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw isThere(file);
        }
    }

    private static Failure isThere(Path file) {
        return new Failure(file + ": is there already; remove it, or take another name");
    }

    /** Never opened with wider rights than it ends with. */
    private static void write(Path file, String text, String rights) {
        boolean posix = file.toAbsolutePath()
                .getFileSystem()
                .supportedFileAttributeViews()
                .contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, attributes)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException e) {
            throw isThere(file);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
