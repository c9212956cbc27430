package pixpro;

import java.io.ObjectInputFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import pixpro.rebuild.RebuildCommand;

/** Starts PixPro against the neighbours named by its configuration; starts none of them itself. */
@SpringBootApplication(
        scanBasePackages = {"pixpro", "routes"},
        // tokens come from Keycloak: without this, Spring Security invents a user and logs its password
        exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan("pixpro")
public class PixPro {

    /** @param args Spring Boot's command line: {@code --name=value} sets a property; {@code --pixpro.rebuild} is a command */
    public static void main(String[] args) {
        refuseJavaSerialization();
        if (RebuildCommand.isAskedFor(args)) {
            System.exit(RebuildCommand.run(args));
        }
        EndOnSignal.register();
        SpringApplication.run(PixPro.class, args);
    }

    /**
     * Nothing in PixPro is read as a serialized Java object, although Camel 4.17's Redis component would by default
     * (CAMEL-24421). So nothing may be, wherever the bytes come from.
     */
    private static void refuseJavaSerialization() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }
}
