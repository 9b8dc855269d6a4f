package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.DeployedCheck;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.run.Excerpt;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.Schema;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Compares the entities with each database that is checked on startup, when all beans
 * exist and no server accepts requests yet.
 */
final class StartupComparison implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupComparison.class);

	private final ListableBeanFactory beanFactory;

	private final StartupRuns runs;

	private final ObjectProvider<ManagedDatabases> databases;

	StartupComparison(ListableBeanFactory beanFactory, StartupRuns runs, ObjectProvider<ManagedDatabases> databases) {
		this.beanFactory = beanFactory;
		this.runs = runs;
		this.databases = databases;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.runs.isCheck()) {
			return;
		}
		// Also those that are created lazily
		Map<String, SpringLiquibase> beans = BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory,
				SpringLiquibase.class);
		for (SpringLiquibase bean : beans.values()) {
			if (this.runs.isChecked(bean)) {
				ManagedDatabase managed = this.databases.getObject().of(bean);
				managed.entities().get().ifPresent((entities) -> compare(managed, entities));
			}
		}
	}

	private static void compare(ManagedDatabase managed, Schema entities) {
		MigrationStatus status = MigrationStatus.of(managed.target());
		if (!status.newer().isEmpty()) {
			logger.info("The database '" + managed.name() + "' is compared with no entities: a newer version of the"
					+ " application has applied changeset " + status.newer().get(0).id() + " of "
					+ status.newer().get(0).path() + ".");
			return;
		}
		List<String> differences = DeployedCheck.differences(managed, status, entities);
		if (!differences.isEmpty()) {
			throw new CannotProceedException(ErrorCode.ENTITIES_DIFFER,
					"The entities require " + ((differences.size() == 1) ? "a change" : differences.size() + " changes")
							+ " that the database '" + managed.name() + "' does not have: "
							+ Excerpt.of(differences, "; ") + ".");
		}
	}

}
