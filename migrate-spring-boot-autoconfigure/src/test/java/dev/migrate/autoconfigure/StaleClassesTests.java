package dev.migrate.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StaleClasses}.
 */
class StaleClassesTests {

	private static final String ENTITY = "import jakarta.persistence.Entity; @Entity class %s { }";

	private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

	@TempDir
	private Path project;

	@Test
	void entityThatIsOlderThanItsSourceIsNamed() throws IOException {
		source("java/shop/Product.java", ENTITY.formatted("Product"), BUILT.plusSeconds(1));
		source("java/shop/Owner.java", ENTITY.formatted("Owner"), BUILT.minusSeconds(1));
		compiled("shop/Product");
		compiled("shop/Owner");
		assertThat(caveats(output())).singleElement().asString().startsWith("Product is compiled from older sources");
	}

	@Test
	void entityThatWasNotCompiledIsNamed() throws IOException {
		source("java/shop/Product.java", ENTITY.formatted("Product"), BUILT);
		source("kotlin/shop/Price.kt", "enum class Currency { EUR }", BUILT);
		assertThat(caveats(output())).singleElement().asString().startsWith("Product is compiled from older sources");
	}

	@Test
	void enumAndKotlinCount() throws IOException {
		source("java/shop/State.java", "public enum State { NEW }", BUILT.plusSeconds(1));
		source("kotlin/shop/Price.kt", "import jakarta.persistence.Embeddable", BUILT.plusSeconds(1));
		compiled("shop/State");
		compiled("shop/Price");
		assertThat(caveats(output())).singleElement().asString().startsWith("Price, State are compiled");
	}

	@Test
	void sourceInKotlinMayHaveOtherNamesThanItsClasses() throws IOException {
		String text = "package shop\nimport jakarta.persistence.*\n@Entity class Product\n@Entity class Owner";
		source("kotlin/Entities.kt", text, BUILT.minusSeconds(1));
		compiled("shop/Product");
		compiled("shop/Owner");
		assertThat(caveats(output())).isEmpty();
		source("kotlin/Entities.kt", text, BUILT.plusSeconds(1));
		assertThat(caveats(output())).singleElement().asString().startsWith("Entities is compiled");
	}

	@Test
	void otherClassesDoNotMatter() throws IOException {
		source("java/shop/ProductService.java", "class ProductService { }", BUILT.plusSeconds(1));
		compiled("shop/ProductService");
		assertThat(caveats(output())).isEmpty();
		assertThat(new StaleClasses(this.project.resolve("nowhere"), getClass().getClassLoader()).caveats()).isEmpty();
	}

	@Test
	void classesOfAJarAreAsOldAsTheJar() throws IOException {
		source("java/shop/Product.java", ENTITY.formatted("Product"), BUILT.plusSeconds(1));
		Path jar = this.project.resolve("an app.jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new JarEntry("shop/Product.class"));
		}
		Files.setLastModifiedTime(jar, FileTime.from(BUILT.plusSeconds(2)));
		assertThat(caveats(jar)).isEmpty();
		Files.setLastModifiedTime(jar, FileTime.from(BUILT));
		assertThat(caveats(jar)).hasSize(1);
	}

	private List<String> caveats(Path classPath) throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { classPath.toUri().toURL() }, null)) {
			return new StaleClasses(this.project.resolve("src/main/resources"), classLoader).caveats();
		}
	}

	private Path output() throws IOException {
		return Files.createDirectories(this.project.resolve("target/classes"));
	}

	private void source(String path, String text, Instant modified) throws IOException {
		write(this.project.resolve("src/main").resolve(path), text, modified);
	}

	private void compiled(String name) throws IOException {
		write(output().resolve(name + ".class"), "", BUILT);
	}

	private static void write(Path file, String text, Instant modified) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.from(modified));
	}

}
