import { isGrpcServiceError } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../config.ts';
import { SettingRefused } from '../startFaults.ts';

/** gRPC: there is no such thing. */
const NOT_FOUND = 5;

/**
 * The worker's connection to Temporal, asked once for its namespace.
 *
 * @throws {SettingRefused} in words where there is no server, or no such namespace on it.
 */
export async function connectTemporal({
  temporalAddress: address,
  temporalNamespace: namespace,
}: Pick<Config, 'temporalAddress' | 'temporalNamespace'>): Promise<NativeConnection> {
  const connection = await NativeConnection.connect({ address }).catch((cause: unknown) => {
    throw unreachable(address, cause);
  });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return connection;
  } catch (cause) {
    await connection.close();
    if (!isGrpcServiceError(cause) || cause.code !== NOT_FOUND) throw unreachable(address, cause);
    throw new SettingRefused(
      'TEMPORAL_NAMESPACE',
      `${address} 上的 Temporal 没有命名空间“${namespace}”，请先建立`,
      `Temporal at ${address} has no namespace “${namespace}”; make it first`,
      { cause },
    );
  }
}

function unreachable(address: string, cause: unknown): SettingRefused {
  return new SettingRefused(
    'TEMPORAL_ADDRESS',
    `${address} 上的 Temporal 无法连接，请检查地址、网络和 Temporal 是否已启动`,
    `Temporal at ${address} cannot be reached; check address and network, and whether it runs`,
    { cause },
  );
}
