/** Which interfaces and file systems of a machine count. */

// Traffic of bridges, bonds, VLANs and containers passes a physical interface too, and would count twice.
const NOT_PHYSICAL = new RegExp(
  "^(lo\\d*|Loopback.*|ifb\\d+|dummy\\d+|veth.*|docker\\d+|br-.*|br\\d+|virbr.*|vnet\\d+|tun\\d+|tap.*|cni\\d+|flannel.*|" +
    "cali.*|kube-.*|vxlan.*|geneve.*|wg\\d+|bond\\d+|team\\d+|vlan\\d+|.+\\.\\d+|isatap.*|Teredo.*|sit\\d+|gre\\d+)$",
  "i",
);

/** Whether an interface carries the machine's own traffic: neither loopback nor one that rides on another. */
export const isOwnInterface = (name: string): boolean => !NOT_PHYSICAL.test(name);

const NOT_STORED = new Set([
  "tmpfs",
  "devtmpfs",
  "ramfs",
  "overlay",
  "squashfs",
  "iso9660",
  "udf",
  "proc",
  "sysfs",
  "cgroup",
  "cgroup2",
  "autofs",
  "debugfs",
  "tracefs",
  "efivarfs",
  "fuse.lxcfs",
  "nsfs",
  "rpc_pipefs",
]);

/** Whether a kind of file system keeps data on a disk that can fill up. */
export const isStored = (type: string): boolean => !NOT_STORED.has(type.toLowerCase());

/** Whether a source of a mount is a disk, where its kind is not told: neither memory nor an image. */
export const isDisk = (device: string): boolean =>
  !NOT_STORED.has(device.toLowerCase()) && !/^(none|udev|shm|run|\/dev\/loop\d+|\/snap\/.*)$/.test(device);
