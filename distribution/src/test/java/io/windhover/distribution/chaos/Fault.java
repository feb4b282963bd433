package io.windhover.distribution.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What can go wrong. Each returns when nobody does any more harm; what it takes to recover comes after. */
enum Fault {
    DETECTOR_KILLED {
        @Override
        void happen(Scene scene) throws Exception {
            Daemon detector = scene.someDetector();
            detector.kill();
            detector.start();
        }
    },
    DETECTOR_KILLED_AND_ITS_STATE_LOST {
        @Override
        void happen(Scene scene) throws Exception {
            int index = scene.random().nextInt(scene.plant().detectors());
            scene.plant().detector(index).kill();
            Scene.delete(scene.plant().state(index));
            scene.plant().detector(index).start();
        }
    },
    BROKER_KILLED {
        @Override
        void happen(Scene scene) throws Exception {
            Daemon broker =
                    scene.brokers().node(scene.random().nextInt(scene.brokers().size()));
            broker.kill();
            scene.wait(Duration.ofSeconds(5));
            broker.start();
        }
    },
    WORKER_KILLED {
        @Override
        void happen(Scene scene) throws Exception {
            scene.plant().worker().kill();
            scene.plant().worker().start();
        }
    },
    DETECTOR_PAUSED {
        @Override
        void happen(Scene scene) throws Exception {
            Daemon detector = scene.someDetector();
            detector.pause();
            scene.wait(scene.pause());
            detector.resume();
        }
    },
    REGISTRY_AWAY {
        @Override
        void happen(Scene scene) throws Exception {
            scene.registry().shut();
            scene.someDetector().kill();
            scene.wait(scene.pause().dividedBy(2));
            for (int i = 0; i < scene.plant().detectors(); i++) {
                if (!scene.plant().detector(i).isRunning()) {
                    scene.plant().detector(i).start();
                }
            }
            scene.wait(scene.pause().dividedBy(2));
            scene.registry().open();
        }
    },
    BAD_RULES_PUBLISHED {
        @Override
        void happen(Scene scene) throws Exception {
            scene.send("windhover.rules", "manifest", "no manifest at all");
            scene.send("windhover.rules", "rules.yml", "title: [");
            scene.send("windhover.lists", "no list", "no entry");
        }
    },
    POISON_IN_TOPICS {
        @Override
        void happen(Scene scene) throws Exception {
            for (String topic : List.of("windhover.events", "windhover.findings", "windhover.dispositions")) {
                scene.send(topic, "poison", "\u0000\u0000\u0000\u0000c poison");
                scene.send(topic, "poison", "");
            }
        }
    },
    DISK_FULL {
        @Override
        void happen(Scene scene) throws Exception {
            int index = scene.random().nextInt(scene.plant().detectors());
            Daemon detector = scene.plant().detector(index);
            detector.kill();
            // Beneath its state directory a disk that is too small, seen by nobody else and gone with the process.
            String mount = "mount -t tmpfs -o size=2m tmpfs '%s' && exec \"$@\""
                    .formatted(scene.plant().state(index));
            detector.startBehind(List.of("unshare", "-rm", "sh", "-c", mount, "sh"));
            scene.wait(scene.pause());
            detector.kill();
            detector.start();
        }

        @Override
        boolean isPossible() {
            try {
                Process process = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                        .redirectErrorStream(true)
                        .start();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    };

    abstract void happen(Scene scene) throws Exception;

    /** Whether this machine lets it happen. */
    boolean isPossible() {
        return true;
    }

    /**
     * Where things go wrong.
     *
     * @param pause how long something stands still
     */
    record Scene(Plant plant, Brokers brokers, Gate registry, Random random, Duration pause) {
        Daemon someDetector() {
            return plant.detector(random.nextInt(plant.detectors()));
        }

        /** The fault lasts as long as that: time is what it is made of. */
        void wait(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }

        void send(String topic, String key, String value) throws Exception {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", plant.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(
                                topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }

        static void delete(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            Files.createDirectories(folder);
        }
    }
}
