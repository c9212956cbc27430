package pixpro.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.effect.EffectCatalogue;
import pixpro.effect.EffectOrders;
import pixpro.health.Neighbours;
import pixpro.image.ImageLimits;
import pixpro.image.SpoolFolder;
import pixpro.storage.ObjectStorage;

/** Wires the intake. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    ImageLimits imageLimits(IngestSettings settings) {
        return new ImageLimits(settings.maxFileSize().toBytes(), settings.maxPixels());
    }

    @Bean
    SpoolFolder uploadSpool(IngestSettings settings) throws IOException {
        return SpoolFolder.open(settings.spoolDir());
    }

    @Bean
    ReadUpload readUpload(
            IngestSettings settings,
            ImageLimits limits,
            @Qualifier("uploadSpool") SpoolFolder uploadSpool,
            Intake intake) {
        return new ReadUpload(new UploadReader(uploadSpool.path(), settings.maxFiles(), limits), intake);
    }

    @Bean
    UploadDesk uploadDesk(
            EffectOrders orders,
            EffectCatalogue effects,
            PastResults results,
            PastImages images,
            ObjectStorage storage,
            ObjectMapper json) {
        Duplicates duplicates = new Duplicates(images, new Reuse(effects, results), storage, json);
        return new UploadDesk(orders, duplicates, Clock.systemUTC());
    }

    @Bean
    Intake intake(Neighbours neighbours, ObjectStorage storage) {
        return new Intake(neighbours, storage);
    }

    @Bean
    Originals originals(ObjectStorage storage) {
        return new Originals(storage);
    }
}
