package dev.migrate.testing;

import java.nio.file.Path;

import dev.migrate.run.MigrationTarget;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A base class with a linear changelog of three revisions, each of which creates a table,
 * and a database for it.
 */
public abstract class ThreeTables {

	protected static final String A = "20260101000000";

	protected static final String B = "20260102000000";

	protected static final String C = "20260103000000";

	@TempDir
	protected Path folder;

	protected TestDatabase database = TestProduct.H2.create();

	@AfterEach
	public void dropDatabase() {
		this.database.close();
	}

	protected ChangelogFolder threeTables() {
		return ChangelogFolder.withVersions(this.folder)
			.createTable(A, "a", "base")
			.createTable(B, "b", A)
			.createTable(C, "c", B);
	}

	protected SpringLiquibase bean() {
		SpringLiquibase bean = new SpringLiquibase();
		bean.setDataSource(this.database.dataSource());
		bean.setChangeLog(ChangelogFolder.MASTER);
		bean.setResourceLoader(new ChangelogFolder(this.folder).loader());
		return bean;
	}

	protected MigrationTarget target() {
		return MigrationTarget.of("main", bean());
	}

}
