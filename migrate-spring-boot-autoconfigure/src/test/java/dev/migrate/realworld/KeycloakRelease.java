package dev.migrate.realworld;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import dev.migrate.entity.EntitySchemas;
import dev.migrate.models.Model;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestDatabase;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A release of Keycloak, with its entities and its handwritten changelog.
 *
 * @param version the release
 * @param classes the class loader, which prefers the classes and files of the release
 */
record KeycloakRelease(String version, ClassLoader classes) {

	private static final String MASTER = "META-INF/jpa-changelog-master.xml";

	/**
	 * Return the release before the one on the class path of the tests.
	 * @return the release
	 */
	static KeycloakRelease before() {
		List<Path> jars = jars(Path.of("target/keycloak-before"));
		return new KeycloakRelease(version(jars), new KeycloakClassLoader(jars));
	}

	/**
	 * Return the release on the class path of the tests.
	 * @return the release
	 */
	static KeycloakRelease next() {
		List<Path> jars = Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
			.map(Path::of)
			.toList();
		return new KeycloakRelease(version(jars), KeycloakRelease.class.getClassLoader());
	}

	/**
	 * Create the tables of the entities with Hibernate.
	 * @param database an empty database
	 * @return the desired schema of the entities
	 */
	Schema create(TestDatabase database) {
		Thread thread = Thread.currentThread();
		ClassLoader usual = thread.getContextClassLoader();
		thread.setContextClassLoader(this.classes);
		try (SessionFactory factory = sessionFactory(database)) {
			return EntitySchemas.of(factory);
		}
		finally {
			thread.setContextClassLoader(usual);
		}
	}

	/**
	 * Copy the changelog without the changes that need Keycloak's server.
	 * @param folder the target folder
	 * @return the path of the master, below the folder
	 */
	String copyChangelog(Path folder) {
		copy(MASTER, folder);
		return MASTER;
	}

	/**
	 * Read the changes of the changelog.
	 * @return the changes by file and id of their changesets, in order
	 */
	Map<String, List<Element>> changesets() {
		Map<String, List<Element>> changesets = new LinkedHashMap<>();
		for (Element include : elements(read(MASTER), "include")) {
			String file = include.getAttribute("file");
			elements(read(file), "changeSet")
				.forEach((changeset) -> changesets.put(file + " " + changeset.getAttribute("id"), children(changeset)));
		}
		return changesets;
	}

	private Document read(String path) {
		try (InputStream file = this.classes.getResourceAsStream(path)) {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setNamespaceAware(true);
			return factory.newDocumentBuilder().parse(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SAXException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void copy(String path, Path folder) {
		Document document = read(path);
		elements(document, "customChange").forEach((change) -> change.getParentNode().removeChild(change));
		try {
			Path file = folder.resolve(path);
			Files.createDirectories(file.getParent());
			TransformerFactory.newInstance()
				.newTransformer()
				.transform(new DOMSource(document), new StreamResult(file.toFile()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (TransformerException ex) {
			throw new IllegalStateException(ex);
		}
		elements(document, "include").forEach((include) -> copy(include.getAttribute("file"), folder));
	}

	private static List<Element> elements(Document document, String name) {
		return elements(document.getElementsByTagNameNS("*", name));
	}

	static List<Element> children(Element parent) {
		return elements(parent.getChildNodes());
	}

	private static List<Element> elements(NodeList nodes) {
		return IntStream.range(0, nodes.getLength())
			.mapToObj(nodes::item)
			.filter(Element.class::isInstance)
			.map(Element.class::cast)
			.toList();
	}

	private SessionFactory sessionFactory(TestDatabase database) {
		Map<String, Object> settings = new HashMap<>(Model.KEYCLOAK.settings());
		settings.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database.dataSource());
		settings.put(AvailableSettings.HBM2DDL_AUTO, "create-only");
		settings.put(AvailableSettings.HBM2DDL_HALT_ON_ERROR, true);
		MetadataSources sources = new MetadataSources(new StandardServiceRegistryBuilder(
				new BootstrapServiceRegistryBuilder().applyClassLoader(this.classes).build())
			.applySettings(settings)
			.build());
		elements(read("default-persistence.xml"), "class").forEach((type) -> sources.addAnnotatedClass(load(type)));
		return sources.buildMetadata().buildSessionFactory();
	}

	private Class<?> load(Element type) {
		try {
			return Class.forName(type.getTextContent().strip(), true, this.classes);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String version(List<Path> jars) {
		String prefix = "keycloak-model-jpa-";
		return jars.stream()
			.map((jar) -> jar.getFileName().toString())
			.filter((name) -> name.startsWith(prefix))
			.map((name) -> name.substring(prefix.length(), name.length() - ".jar".length()))
			.findFirst()
			.orElseThrow();
	}

	private static List<Path> jars(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "Keycloak " + this.version;
	}

	/**
	 * A class loader with its own Keycloak, and everything else from the class path of
	 * the tests.
	 */
	private static final class KeycloakClassLoader extends URLClassLoader {

		KeycloakClassLoader(List<Path> jars) {
			super(jars.stream().map(KeycloakClassLoader::url).toArray(URL[]::new),
					KeycloakRelease.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("org.keycloak.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

		@Override
		public URL getResource(String name) {
			URL own = findResource(name);
			return (own != null) ? own : super.getResource(name);
		}

		private static URL url(Path jar) {
			try {
				return jar.toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
