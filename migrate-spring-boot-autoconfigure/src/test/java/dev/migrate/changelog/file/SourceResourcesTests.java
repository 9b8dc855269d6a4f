package dev.migrate.changelog.file;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ContextResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SourceResources}.
 */
class SourceResourcesTests {

	private static final String CHANGELOG = "classpath:db/changelog/master.yaml";

	@TempDir
	private Path temp;

	private final List<URL> classPath = new ArrayList<>();

	private Path project;

	private Path resources;

	@BeforeEach
	void setUp() throws IOException {
		this.project = Files.createDirectories(this.temp.resolve("my projekt ü/app"));
		this.resources = this.project.resolve("src/main/resources");
		write(this.resources.resolve("db/changelog/master.yaml"), "new");
		write(this.resources.resolve("db/changelog/versions/20260102000000_two.yaml"), "new");
		this.classPath.add(url(output(this.project, "target/classes/")));
	}

	@Test
	void sourceCountsBeforeTheBuildOutput() throws IOException {
		assertThat(text("classpath:db/changelog/master.yaml")).isEqualTo("new");
		assertThat(text("/db/changelog/master.yaml")).isEqualTo("new");
		assertThat(all("classpath*:db/changelog/master.yaml")).containsExactly("new");
		assertThat(all("classpath*:db/changelog/versions/**")).containsExactly("new");
	}

	@Test
	void deletedFileIsGone() throws IOException {
		assertThat(loader(null).getResource("classpath:db/changelog/versions/20260101000000_one.yaml").exists())
			.isFalse();
		assertThat(all("classpath*:db/changelog/versions/20260101000000_one.yaml")).isEmpty();
		Files.delete(this.resources.resolve("db/changelog/versions/20260102000000_two.yaml"));
		Files.delete(this.resources.resolve("db/changelog/versions"));
		assertThat(all("classpath*:db/changelog/**")).containsExactly("new");
	}

	@Test
	void filesOfOtherDirectoriesAreReadFromTheClassPath() throws IOException {
		assertThat(text("classpath:generated/x.sql")).isEqualTo("old");
		Files.createDirectories(this.resources.resolve("generated"));
		assertThat(all("classpath*:generated/*.sql")).isEmpty();
	}

	@Test
	void librariesAndOtherModulesKeepTheirFiles() throws IOException {
		Path module = this.temp.resolve("my projekt ü/module/target/classes/");
		write(module.resolve("db/changelog/of-module.yaml"), "module");
		this.classPath.add(url(module));
		this.classPath.add(url(jar("library.jar", Map.of("db/changelog/of-library.yaml", "library"))));
		assertThat(all("classpath*:db/changelog/*.yaml")).containsExactly("new", "module", "library");
		assertThat(text("classpath:db/changelog/of-library.yaml")).isEqualTo("library");
	}

	@Test
	void testOutputKeepsItsFiles() throws IOException {
		Path output = this.project.resolve("target/test-classes/");
		write(output.resolve("db/changelog/test.yaml"), "test");
		this.classPath.add(url(output));
		assertThat(all("classpath*:db/changelog/*.yaml")).containsExactly("new", "test");
	}

	@Test
	void jarOfTheApplicationIsBuildOutput() throws Exception {
		String name = getClass().getName().replace('.', '/') + ".class";
		byte[] type = getClass().getClassLoader().getResourceAsStream(name).readAllBytes();
		Path jar = jar("app.jar", Map.of("db/changelog/versions/20260101000000_one.yaml", "old", name,
				new String(type, StandardCharsets.ISO_8859_1)));
		this.classPath.clear();
		this.classPath.add(url(jar));
		try (URLClassLoader classLoader = new URLClassLoader(this.classPath.toArray(URL[]::new), null)) {
			Path built = Files.createDirectories(this.project.resolve("target")).resolve("app.jar");
			try (URLClassLoader other = new URLClassLoader(new URL[] { url(Files.copy(jar, built)) }, null)) {
				assertThat(SourceResources.areOf(this.resources, other.loadClass(getClass().getName()))).isTrue();
			}
			ResourcePatternResolver known = loader(classLoader, classLoader.loadClass(getClass().getName()));
			assertThat(known.getResources("classpath*:db/changelog/versions/20260101000000_one.yaml")).isEmpty();
		}
	}

	@Test
	void sourcesBelongToTheApplicationThatHasItsMainClassThere() throws IOException {
		assertThat(SourceResources.areOf(this.resources, null)).isTrue();
		assertThat(SourceResources.areOf(this.resources, getClass())).isFalse();
		write(this.resources.resolveSibling("kotlin").resolve(getClass().getName().replace('.', '/') + ".kt"), "");
		assertThat(SourceResources.areOf(this.resources, getClass())).isTrue();
	}

	@Test
	void linkedDirectoryIsFollowed() throws IOException {
		Path shared = this.temp.resolve("shared");
		write(shared.resolve("20260101000000_x.yaml"), "linked");
		Files.createSymbolicLink(this.resources.resolve("db/changelog/linked"), shared);
		assertThat(all("classpath*:db/changelog/linked/**")).containsExactly("linked");
	}

	@Test
	void nestedProjectIsAnotherOne() throws IOException {
		Path library = this.project.resolve("library");
		write(library.resolve("src/main/resources/db/changelog/of-library.yaml"), "source");
		Path output = library.resolve("build/resources/main/");
		write(output.resolve("db/changelog/of-library.yaml"), "library");
		this.classPath.add(url(output));
		assertThat(all("classpath*:db/changelog/*.yaml")).containsExactly("new", "library");
	}

	@Test
	void resourceBesideASourceMayBeOnTheClassPath() throws IOException {
		Resource master = loader(null).getResource("classpath:db/changelog/master.yaml");
		assertThat(master.createRelative("../../generated/x.sql").getContentAsString(StandardCharsets.UTF_8))
			.isEqualTo("old");
		assertThat(master.createRelative("versions/20260102000000_two.yaml").getContentAsString(StandardCharsets.UTF_8))
			.isEqualTo("new");
	}

	@Test
	void withoutChangelogInTheSourcesTheClassPathCounts() throws IOException {
		this.resources = this.temp.resolve("nowhere");
		assertThat(text("classpath:db/changelog/master.yaml")).isEqualTo("old");
		assertThat(all("classpath*:db/changelog/versions/**")).containsExactly("old", "old");
	}

	@Test
	void resourceHasItsPathOnTheClassPath() throws IOException {
		Resource resource = loader(null).getResources("classpath*:db/changelog/versions/*.yaml")[0];
		assertThat(((ContextResource) resource).getPathWithinContext())
			.isEqualTo("db/changelog/versions/20260102000000_two.yaml");
	}

	@Test
	void nothingOutsideTheSourcesIsRead() throws IOException {
		write(this.project.resolve("src/main/secret.yaml"), "secret");
		assertThat(loader(null).getResource("classpath:db/../../secret.yaml").exists()).isFalse();
		assertThat(loader(null).getResource("classpath:../secret.yaml").exists()).isFalse();
	}

	@Test
	void fileIsReadFromDisk() {
		ResourceLoader loader = new DefaultResourceLoader();
		assertThat(SourceResources.of(loader, "file:db/master.yaml", this.resources, null)).isSameAs(loader);
	}

	private String text(String location) throws IOException {
		return loader(null).getResource(location).getContentAsString(StandardCharsets.UTF_8);
	}

	private List<String> all(String pattern) throws IOException {
		List<String> texts = new ArrayList<>();
		for (Resource resource : loader(null).getResources(pattern)) {
			if (resource.getURL().toExternalForm().matches(".*\\.\\w+")) {
				texts.add(resource.getContentAsString(StandardCharsets.UTF_8));
			}
		}
		return texts;
	}

	private ResourcePatternResolver loader(Class<?> application) {
		return loader(new URLClassLoader(this.classPath.toArray(URL[]::new), null), application);
	}

	private ResourcePatternResolver loader(ClassLoader classLoader, Class<?> application) {
		return (ResourcePatternResolver) SourceResources.of(new DefaultResourceLoader(classLoader), CHANGELOG,
				this.resources, application);
	}

	private static Path output(Path project, String path) throws IOException {
		Path output = project.resolve(path);
		write(output.resolve("db/changelog/master.yaml"), "old");
		write(output.resolve("db/changelog/versions/20260101000000_one.yaml"), "old");
		write(output.resolve("db/changelog/versions/20260102000000_two.yaml"), "old");
		write(output.resolve("generated/x.sql"), "old");
		return output;
	}

	private Path jar(String name, Map<String, String> files) throws IOException {
		Path jar = this.temp.resolve(name);
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			for (Map.Entry<String, String> file : files.entrySet()) {
				String directory = ChangelogFiles.directory(file.getKey());
				if (!directory.isEmpty()) {
					out.putNextEntry(new JarEntry(directory));
				}
				out.putNextEntry(new JarEntry(file.getKey()));
				out.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		return jar;
	}

	private static URL url(Path path) throws IOException {
		return path.toUri().toURL();
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
