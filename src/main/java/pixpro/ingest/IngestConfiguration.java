package pixpro.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.effect.EffectCatalogue;
import pixpro.image.ImageLimits;
import pixpro.storage.ObjectStorage;

/** Wires the intake. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    ImageLimits imageLimits(IngestSettings settings) {
        return new ImageLimits(settings.maxFileSize().toBytes(), settings.maxPixels());
    }

    @Bean
    ReadUpload readUpload(IngestSettings settings, ImageLimits limits) throws IOException {
        Files.createDirectories(settings.spoolDir());
        return new ReadUpload(new UploadReader(settings.spoolDir(), settings.maxFiles(), limits));
    }

    @Bean
    UploadDesk uploadDesk(EffectCatalogue effects) {
        return new UploadDesk(effects, Clock.systemUTC());
    }

    @Bean
    Originals originals(ObjectStorage storage) {
        return new Originals(storage);
    }
}
